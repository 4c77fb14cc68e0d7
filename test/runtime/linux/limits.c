/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file limits.c
 * A build with other limits than the tests': as many modules as FUSE_MAX_MODULES says, and only the capabilities of the HAL groups
 * that are compiled in.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuse.h"
#include "fuse_platform.h"
#include "module_worker.h"

static uint64_t pool[32768];
static uint64_t log_memory[1024];
static uint32_t failures;

#define EXPECT(condition) expect((condition), #condition, __LINE__)

static void expect(int holds, const char *what, int line)
{
    if (!holds) {
        failures++;
        (void)printf("  limits.c:%d: %s does not hold\n", line, what);
    }
}

/** The capabilities of this build, bit by bit. */
static uint32_t present(void)
{
    uint32_t capabilities = (1U << 3) | (1U << 4);
#if FUSE_HAL_ENABLE_TEMP_SENSOR
    capabilities |= 1U << 0;
#endif
#if FUSE_HAL_ENABLE_TIMER
    capabilities |= 1U << 1;
#endif
#if FUSE_HAL_ENABLE_CAMERA
    capabilities |= 1U << 2;
#endif
    return capabilities;
}

static void capabilities(void)
{
    for (uint32_t bit = 0; bit < 32U; bit++) {
        const fuse_policy_t policy = {.capabilities = 1U << bit, .memory_pages_max = 1U, .stack_size = 8192U};
        fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
        const fuse_stat_t stat = fuse_module_load(module_worker_aot, module_worker_aot_size, &policy, &id);
        EXPECT(stat == ((present() & (1U << bit)) != 0U ? FUSE_SUCCESS : FUSE_ERR_INVALID_ARG));
        if (stat == FUSE_SUCCESS) {
            EXPECT(fuse_module_unload(id) == FUSE_SUCCESS);
        }
    }
}

static void modules(void)
{
    const fuse_policy_t policy = {.memory_pages_max = 1U, .stack_size = 8192U, .activation_mask = FUSE_ACTIVATION_EVENT | FUSE_ACTIVATION_INTERVAL,
                                  .event_subscribe = 1U};
    const uint32_t all = (uint32_t)((UINT64_C(1) << FUSE_MAX_MODULES) - 1U);
    fuse_module_id_t id = 0U;
    for (uint32_t i = 0; i < FUSE_MAX_MODULES; i++) {
        EXPECT(fuse_module_load(module_worker_aot, module_worker_aot_size, &policy, &id) == FUSE_SUCCESS);
        EXPECT(id == i);
        EXPECT(fuse_module_start(id) == FUSE_SUCCESS);
    }
    EXPECT(fuse_module_load(module_worker_aot, module_worker_aot_size, &policy, &id) == FUSE_ERR_MODULE_LIMIT);
    EXPECT(fuse_tick() == all);
    EXPECT(fuse_stop() == FUSE_SUCCESS);
    EXPECT(fuse_tick() == 0U);
    EXPECT(fuse_restart() == FUSE_SUCCESS);
    EXPECT(fuse_post_event(0U) == FUSE_SUCCESS);
    EXPECT(fuse_tick() == all);
    EXPECT(fuse_module_run_step(FUSE_MAX_MODULES) == FUSE_ERR_MODULE_NOT_FOUND);
    EXPECT(fuse_module_replace(FUSE_MAX_MODULES - 1U, module_worker_aot, module_worker_aot_size, &policy) == FUSE_SUCCESS);
    EXPECT(fuse_tick() == all);
}

int main(void)
{
    const fuse_hal_t hal = {.quota_arm = fuse_platform_quota_arm, .quota_cancel = fuse_platform_quota_cancel};
    fuse_platform_init();
    EXPECT(fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hal) == FUSE_SUCCESS);
    capabilities();
    modules();
    EXPECT(fuse_deinit() == FUSE_SUCCESS);
    (void)printf("%" PRIu32 " modules: %u passed, %u failed\n", (uint32_t)FUSE_MAX_MODULES, failures == 0U ? 1U : 0U,
                 failures == 0U ? 0U : 1U);
    return failures == 0U ? EXIT_SUCCESS : EXIT_FAILURE;
}
