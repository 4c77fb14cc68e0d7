/* SPDX-License-Identifier: Apache-2.0 */
/* Loads one module with the policy of fuse_app_config.h, steps it nine times, prints the log. Includes the old header names. */
#include <fuse.h>
#include <fuse_app_config.h>
#include <fuse_types.h>
#include <platform.h>
#include <platform/platform.h>
#include <stdio.h>

#include "counter.h"

static _Alignas(16) uint8_t pool[FUSE_APP_WAMR_POOL_BYTES];
static _Alignas(16) uint8_t log_memory[FUSE_APP_LOG_POOL_BYTES];

int main(void)
{
    const fuse_hal_t hal = {
        .timer.get_timestamp = fuse_platform_get_timestamp_us,
        .quota_arm = fuse_platform_quota_arm,
        .quota_cancel = fuse_platform_quota_cancel,
    };
    const fuse_policy_t policy = {
        .capabilities = FUSE_POLICY_COUNTER_CAPABILITIES,
        .memory_pages_max = FUSE_POLICY_COUNTER_MEMORY_PAGES_MAX,
        .stack_size = FUSE_POLICY_COUNTER_STACK_SIZE,
        .heap_size = FUSE_POLICY_COUNTER_HEAP_SIZE,
        .cpu_quota_us = FUSE_POLICY_COUNTER_CPU_QUOTA_US,
        .step_interval_us = FUSE_POLICY_COUNTER_STEP_INTERVAL_US,
        .activation_mask = FUSE_POLICY_COUNTER_ACTIVATION_MASK,
        .event_subscribe = FUSE_POLICY_COUNTER_EVENT_SUBSCRIBE,
    };
    fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
    fuse_platform_init();
    fuse_stat_t status = fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hal);
    if (status == FUSE_SUCCESS) {
        status = fuse_module_load(counter_aot, counter_aot_size, &policy, &id);
    }
    if (status == FUSE_SUCCESS) {
        status = fuse_module_start(id);
    }
    for (int step = 0; step < 9 && status == FUSE_SUCCESS; step++) {
        status = fuse_module_run_step(id);
    }
    uint32_t cursor = 0;
    fuse_log_entry_t entry;
    while (fuse_log_read(&cursor, &entry) == FUSE_SUCCESS) {
        printf("%s\n", entry.text);
    }
    printf("%s\n", fuse_stat_name(status));
    return status == FUSE_SUCCESS ? 0 : 1;
}
