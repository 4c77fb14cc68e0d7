/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file text_in_ram.c
 * The image `text_in_ram`: modules whose code the loader copies into the pool, in place of running it from flash. They load, run, are
 * stopped by redirecting and by the memory protection unit, and leave the pool as it was.
 */
#include "fuse.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "host.h"
#include "hostile_step.h"
#include "ram_hostile.h"
#include "ram_worker.h"
#include "report.h"
#include "wasm_export.h"

#define QUOTA_US 3000U
#define ROUNDS 20U
static uint64_t pool[6144];
static uint64_t log_memory[256];

static uint32_t pool_free(void)
{
    mem_alloc_info_t info;
    return wasm_runtime_get_mem_alloc_info(&info) ? info.total_free_size : 0U;
}

/** The worker's step succeeds; the hostile module's ends with `wanted`; both are gone without a trace. */
static bool step_once(uint32_t what, uint32_t quota_us, fuse_stat_t wanted, uint32_t way)
{
    const uint32_t before = pool_free();
    const fuse_module_id_t worker = hostile_start(ram_worker_aot, ram_worker_aot_size, 0U);
    const fuse_module_id_t id = hostile_start(ram_hostile_aot, ram_hostile_aot_size, quota_us);
    /* The text alone is several kilobytes. */
    bool good = (before - pool_free()) > 4096U;
    uint64_t elapsed_us;
    good = (hostile_step(id, what, &elapsed_us) == wanted) && good;
    if (wanted == FUSE_ERR_QUOTA_EXCEEDED) {
        good = hostile_in_time(elapsed_us, quota_us, way) && good;
    }
    good = (fuse_module_run_step(worker) == FUSE_SUCCESS) && good;
    good = (fuse_module_unload(id) == FUSE_SUCCESS) && good;
    good = (fuse_module_run_step(worker) == FUSE_SUCCESS) && good;
    good = (fuse_module_unload(worker) == FUSE_SUCCESS) && good;
    return (pool_free() == before) && good;
}

static bool stop_loops(uint32_t way)
{
    bool good = true;
    for (uint32_t round = 0U; round < ROUNDS; round++) {
        for (uint32_t loop = HOSTILE_FIRST_LOOP; loop <= HOSTILE_LAST_LOOP; loop++) {
            good = step_once(loop, QUOTA_US + 10U * round, FUSE_ERR_QUOTA_EXCEEDED, way) && good;
        }
    }
    return good;
}

/** All loops with one way of stopping alone, and that it was the one. */
static bool stop_loops_by(uint32_t platform_way, uint32_t way)
{
    fuse_platform_freertos_stats_t before;
    fuse_platform_freertos_stats_t after;
    fuse_platform_freertos_force_stop(platform_way);
    fuse_platform_freertos_stats(&before);
    const bool good = stop_loops(way);
    fuse_platform_freertos_stats(&after);
    fuse_platform_freertos_force_stop(FUSE_PLATFORM_FREERTOS_STOP_ANY);
    const bool redirected = after.redirected != before.redirected;
    const bool faulted = after.faulted != before.faulted;
    return good && (redirected == (way == TEST_STOP_REDIRECT)) && (faulted == (way == TEST_STOP_FAULT));
}

static uint32_t run(void)
{
    report_begin("text in RAM");
    fuse_platform_init();
    report_check("init", fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hostile_hal) == FUSE_SUCCESS);
    const uint32_t before = pool_free();
    report_check("step", step_once(0U, 0U, FUSE_SUCCESS, TEST_STOP_ANY));
    report_check("storeOutside", step_once(HOSTILE_STORE_OUTSIDE, 0U, FUSE_ERR_MODULE_TRAP, TEST_STOP_ANY));
    report_check("recursion", step_once(HOSTILE_RECURSION, 0U, FUSE_ERR_MODULE_TRAP, TEST_STOP_ANY));
    report_check("loops", stop_loops(TEST_STOP_ANY));
    report_check("loopsRedirected", stop_loops_by(FUSE_PLATFORM_FREERTOS_STOP_REDIRECT, TEST_STOP_REDIRECT));
    report_check("loopsFaulted", stop_loops_by(FUSE_PLATFORM_FREERTOS_STOP_FAULT, TEST_STOP_FAULT));
    report_check("poolUnchanged", pool_free() == before);
    return report_end();
}

int main(void)
{
    fuse_freertos_run(run);
}
