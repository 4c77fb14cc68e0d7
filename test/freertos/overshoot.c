/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file overshoot.c
 * The image `overshoot`: how long after its quota an endless loop is stopped, for each kind of loop, with quotas above and below a
 * tick that begin at any moment of a tick. Never early, and never later than the platform promises.
 */
#include <stdlib.h>

#include "fuse.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "host.h"
#include "hostile_step.h"
#include "module_hostile.h"
#include "report.h"

#define PHASES 24U
#define PHASE_RANGE_US 1000U

/** In the order of hostile.wat's commands. */
static const char *const loops[] = {"integer", "float", "64-bit division", "memory.fill", "host calls"};

static const uint32_t quotas_us[] = {20U, 100U, 250U, 500U, 999U, 1000U, 1001U, 1500U, 2000U, 5000U, 20000U};

static uint64_t pool[4096];
static uint64_t log_memory[256];

static uint32_t next_random(void)
{
    static uint32_t state = 0x2545F491U;
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    return state;
}

static void wait_for_phase(void)
{
    const uint64_t until = fuse_platform_get_timestamp_us() + next_random() % PHASE_RANGE_US;
    while (fuse_platform_get_timestamp_us() < until) {
    }
}

/** Whether the loop was stopped, after its quota and in time; by how much after it. */
static bool stop_once(uint32_t loop, uint32_t quota_us, uint32_t *overshoot_us)
{
    const fuse_module_id_t id = hostile_start(module_hostile_aot, module_hostile_aot_size, quota_us);
    uint64_t elapsed_us;
    wait_for_phase();
    const bool stopped = hostile_step(id, loop, &elapsed_us) == FUSE_ERR_QUOTA_EXCEEDED;
    const bool in_time = hostile_in_time(elapsed_us, quota_us, TEST_STOP_ANY);
    *overshoot_us = (uint32_t)(elapsed_us - quota_us);
    return (fuse_module_unload(id) == FUSE_SUCCESS) && stopped && in_time;
}

static int compare(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left;
    const uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void measure(const char *name, uint32_t loop, uint32_t quota_us)
{
    static uint32_t overshoot_us[PHASES];
    bool good = true;
    for (uint32_t i = 0U; i < PHASES; i++) {
        good = stop_once(loop, quota_us, &overshoot_us[i]) && good;
    }
    qsort(overshoot_us, PHASES, sizeof overshoot_us[0], compare);
    report_column(quota_us, 8U);
    report_column(overshoot_us[0], 8U);
    report_column(overshoot_us[PHASES / 2U], 8U);
    report_column(overshoot_us[PHASES - 1U], 8U);
    report_text("  ");
    report_check(name, good);
}

static uint32_t run(void)
{
    report_begin("overshoot");
    fuse_platform_init();
    report_check("init", fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hostile_hal) == FUSE_SUCCESS);
    report_text("microseconds beyond the quota\n   quota     min  median     max\n");
    for (uint32_t i = 0U; i < sizeof loops / sizeof loops[0]; i++) {
        for (uint32_t j = 0U; j < sizeof quotas_us / sizeof quotas_us[0]; j++) {
            measure(loops[i], HOSTILE_FIRST_LOOP + i, quotas_us[j]);
        }
    }
    return report_end();
}

int main(void)
{
    fuse_freertos_run(run);
}
