/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file pool.c
 * The smallest pool in which 1, 2 and 4 modules load, start and step, found by halving: every size is tried with a runtime of its
 * own. The modules have 64 bytes of linear memory and run from flash.
 */
#include <fuse.h>
#include <fuse_platform_freertos.h>
#include <string.h>

#include "board.h"
#include "require.h"
#include "step.h"

#define POOL_BYTES 32768U
/** Pools are a multiple of it. */
#define GRAIN 16U
#define MODULES_MAX 4U

static _Alignas(16) uint8_t pool[POOL_BYTES];
static _Alignas(16) uint8_t log_memory[1024];

static bool load_and_step(uint32_t modules)
{
    const fuse_policy_t policy = {
        .memory_pages_max = 1U, .stack_size = 1024U, .activation_mask = FUSE_ACTIVATION_MANUAL, .cpu_quota_us = 0U};
    for (uint32_t i = 0U; i < modules; i++) {
        fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
        if (fuse_module_load(step_aot, step_aot_size, &policy, &id) != FUSE_SUCCESS || fuse_module_start(id) != FUSE_SUCCESS ||
            fuse_module_run_step(id) != FUSE_SUCCESS) {
            return false;
        }
    }
    return true;
}

static bool fits(uint32_t bytes, uint32_t modules)
{
    static fuse_hal_t hal;
    if (fuse_init(pool, bytes, log_memory, sizeof log_memory, &hal) != FUSE_SUCCESS) {
        return false;
    }
    const bool enough = load_and_step(modules);
    require(fuse_deinit() == FUSE_SUCCESS, "fuse_deinit");
    return enough;
}

static uint32_t smallest(uint32_t modules)
{
    uint32_t too_small = 0U;
    uint32_t enough = POOL_BYTES / GRAIN;
    require(fits(enough * GRAIN, modules), "the largest pool");
    while (enough - too_small > 1U) {
        const uint32_t middle = too_small + ((enough - too_small) / 2U);
        if (fits(middle * GRAIN, modules)) {
            enough = middle;
        } else {
            too_small = middle;
        }
    }
    return enough * GRAIN;
}

static uint32_t body(void)
{
    for (uint32_t modules = 1U; modules <= MODULES_MAX; modules *= 2U) {
        board_console_text("{\"kind\":\"pool\",\"modules\":");
        board_console_number(modules);
        board_console_text(",\"bytes\":");
        board_console_number(smallest(modules));
        board_console_text("}\n");
    }
    return 0U;
}

int main(void)
{
    fuse_freertos_run(body);
}
