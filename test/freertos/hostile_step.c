/* SPDX-License-Identifier: Apache-2.0 */
/** @file hostile_step.c Steps of a hostile module, with the quota real and timed while one runs. */
#include "hostile_step.h"

#include "fuse_platform.h"
#include "host.h"

static uint32_t current_command;
static bool is_quota_real;
static uint64_t armed_at_us;
static uint64_t cancelled_at_us;

static float get_reading(void)
{
    return (float)current_command;
}

static void quota_arm(uint32_t id, uint32_t us)
{
    armed_at_us = fuse_platform_get_timestamp_us();
    if (is_quota_real) {
        fuse_platform_quota_arm(id, us);
    }
}

static void quota_cancel(uint32_t id)
{
    fuse_platform_quota_cancel(id);
    cancelled_at_us = fuse_platform_get_timestamp_us();
}

const fuse_hal_t hostile_hal = {
    .temp = {.get_reading = get_reading},
    .timer = {.get_timestamp = fuse_platform_get_timestamp_us},
    .quota_arm = quota_arm,
    .quota_cancel = quota_cancel,
};

fuse_module_id_t hostile_start(const uint8_t *image, uint32_t size, uint32_t quota_us)
{
    const fuse_policy_t policy = {
        .capabilities = FUSE_CAP_TEMP_SENSOR,
        .memory_pages_max = 1U,
        .stack_size = 4096U,
        .cpu_quota_us = quota_us,
        .activation_mask = FUSE_ACTIVATION_MANUAL,
    };
    fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
    const bool started = (fuse_module_load(image, size, &policy, &id) == FUSE_SUCCESS) && (fuse_module_start(id) == FUSE_SUCCESS);
    return started ? id : FUSE_INVALID_MODULE_ID;
}

fuse_stat_t hostile_step(fuse_module_id_t id, uint32_t command, uint64_t *elapsed_us)
{
    current_command = command;
    is_quota_real = true;
    const fuse_stat_t stat = fuse_module_run_step(id);
    is_quota_real = false;
    current_command = 0U;
    *elapsed_us = cancelled_at_us - armed_at_us;
    return stat;
}

bool hostile_in_time(uint64_t elapsed_us, uint32_t quota_us, uint32_t way)
{
    return (elapsed_us >= quota_us) && (elapsed_us <= test_stop_latest_us(quota_us, way));
}
