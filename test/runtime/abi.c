/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file abi.c
 * fuse.h as hosts know it: numbers and layouts that never change. Nothing runs; it compiles or it does not.
 */
#include "fuse.h"

#include <stddef.h>

#define SAME(name, value) _Static_assert((name) == (value), #name " has changed")

SAME(FUSE_SUCCESS, 0U);
SAME(FUSE_ERR_INVALID_ARG, 1U);
SAME(FUSE_ERR_NOT_INITIALIZED, 2U);
SAME(FUSE_ERR_ALREADY_INITIALIZED, 3U);
SAME(FUSE_ERR_MODULE_LOAD_FAILED, 4U);
SAME(FUSE_ERR_MODULE_NOT_FOUND, 5U);
SAME(FUSE_ERR_MODULE_LIMIT, 6U);
SAME(FUSE_ERR_POLICY_VIOLATION, 7U);
SAME(FUSE_ERR_BUFFER_TOO_SMALL, 8U);
SAME(FUSE_ERR_QUOTA_EXCEEDED, 9U);
SAME(FUSE_ERR_MODULE_TRAP, 10U);
SAME(FUSE_ERR_INTERVAL_NOT_ELAPSED, 11U);
SAME(FUSE_ERR_LOG_END, 12U);

SAME(FUSE_MODULE_STATE_LOADED, 0U);
SAME(FUSE_MODULE_STATE_RUNNING, 1U);
SAME(FUSE_MODULE_STATE_PAUSED, 2U);
SAME(FUSE_MODULE_STATE_TRAPPED, 3U);
SAME(FUSE_MODULE_STATE_QUOTA_EXCEEDED, 4U);
SAME(FUSE_MODULE_STATE_UNLOADED, 5U);

SAME(FUSE_INVALID_MODULE_ID, UINT32_MAX);
SAME(FUSE_LOG_MSG_MAX, 128U);
SAME(FUSE_MAX_EVENT_ID, 32U);
SAME(FUSE_CAP_TEMP_SENSOR, 1U << 0);
SAME(FUSE_CAP_TIMER, 1U << 1);
SAME(FUSE_CAP_CAMERA, 1U << 2);
SAME(FUSE_CAP_LOG, 1U << 3);
SAME(FUSE_CAP_EVENT_POST, 1U << 4);
SAME(FUSE_ACTIVATION_INTERVAL, 1U << 0);
SAME(FUSE_ACTIVATION_EVENT, 1U << 1);
SAME(FUSE_ACTIVATION_MANUAL, 1U << 2);
SAME(FUSE_LOG_ORIGIN_RUNTIME, 0U);
SAME(FUSE_LOG_ORIGIN_GUEST, 1U);
_Static_assert(FUSE_MAX_MODULES >= 1 && FUSE_MAX_MODULES <= 32, "FUSE_MAX_MODULES is out of range");
_Static_assert(FUSE_VERSION_MAJOR >= 0 && FUSE_VERSION_MINOR >= 0 && FUSE_VERSION_PATCH >= 0, "no version");

/* An enum has another size on arm-none-eabi. */
_Static_assert(sizeof(fuse_stat_t) == 4U && sizeof(fuse_module_state_t) == 4U && sizeof(fuse_module_id_t) == 4U, "not 32 bits");

SAME(sizeof(fuse_policy_t), 32U);
SAME(offsetof(fuse_policy_t, capabilities), 0U);
SAME(offsetof(fuse_policy_t, memory_pages_max), 4U);
SAME(offsetof(fuse_policy_t, stack_size), 8U);
SAME(offsetof(fuse_policy_t, heap_size), 12U);
SAME(offsetof(fuse_policy_t, cpu_quota_us), 16U);
SAME(offsetof(fuse_policy_t, step_interval_us), 20U);
SAME(offsetof(fuse_policy_t, activation_mask), 24U);
SAME(offsetof(fuse_policy_t, event_subscribe), 28U);

SAME(sizeof(fuse_log_entry_t), 152U);
SAME(offsetof(fuse_log_entry_t, sequence), 0U);
SAME(offsetof(fuse_log_entry_t, module_id), 4U);
SAME(offsetof(fuse_log_entry_t, timestamp_us), 8U);
SAME(offsetof(fuse_log_entry_t, origin), 16U);
SAME(offsetof(fuse_log_entry_t, level), 17U);
SAME(offsetof(fuse_log_entry_t, text), 18U);
SAME(sizeof(((fuse_log_entry_t *)0)->text), 128U);

SAME(offsetof(fuse_module_info_t, state), 0U);
SAME(offsetof(fuse_module_info_t, steps), 4U);
SAME(offsetof(fuse_module_info_t, traps), 8U);
SAME(offsetof(fuse_module_info_t, quota_kills), 12U);
SAME(offsetof(fuse_module_info_t, step_us_last), 16U);
SAME(offsetof(fuse_module_info_t, step_us_max), 20U);
SAME(offsetof(fuse_module_info_t, step_us_total), 24U);
SAME(offsetof(fuse_module_info_t, pool_bytes), 32U);
SAME(offsetof(fuse_module_info_t, memory_bytes), 36U);
SAME(sizeof(fuse_module_info_t), 40U);

/* Groups in the order of their capabilities, then what every host has. */
SAME(offsetof(fuse_hal_t, temp), 0U);
SAME(offsetof(fuse_hal_t, timer), sizeof(void *));
SAME(offsetof(fuse_hal_t, camera), 2U * sizeof(void *));
#if TEST_MORE_CAPABILITIES == 0
SAME(offsetof(fuse_hal_t, quota_arm), 3U * sizeof(void *));
#endif
SAME(offsetof(fuse_hal_t, quota_cancel), offsetof(fuse_hal_t, quota_arm) + sizeof(void *));
SAME(offsetof(fuse_hal_t, module_stopped), offsetof(fuse_hal_t, quota_arm) + 2U * sizeof(void *));

/* Each function has the documented type: an assignment says so. */
typedef struct {
    fuse_stat_t (*init)(void *, size_t, void *, size_t, const fuse_hal_t *);
    fuse_stat_t (*no_arguments[3])(void);
    fuse_stat_t (*load)(const uint8_t *, uint32_t, const fuse_policy_t *, fuse_module_id_t *);
    fuse_stat_t (*replace)(fuse_module_id_t, const uint8_t *, uint32_t, const fuse_policy_t *);
    fuse_stat_t (*of_module[4])(fuse_module_id_t);
    fuse_stat_t (*stat)(fuse_module_id_t, fuse_module_state_t *);
    fuse_stat_t (*info)(fuse_module_id_t, fuse_module_info_t *);
    uint32_t (*tick)(void);
    fuse_stat_t (*next_due_us)(uint64_t *);
    fuse_stat_t (*of_event[2])(uint32_t);
    void (*quota_expired)(fuse_module_id_t);
    fuse_stat_t (*policy_from_bin)(const uint8_t *, uint32_t, fuse_policy_t *);
    fuse_stat_t (*log_read)(uint32_t *, fuse_log_entry_t *);
    uint32_t (*log_lost)(void);
    const char *(*stat_name)(fuse_stat_t);
    const char *(*version)(void);
} api_t;

extern const api_t fuse_test_api;
const api_t fuse_test_api = {
    .init = fuse_init,
    .no_arguments = {fuse_deinit, fuse_stop, fuse_restart},
    .load = fuse_module_load,
    .replace = fuse_module_replace,
    .of_module = {fuse_module_start, fuse_module_pause, fuse_module_unload, fuse_module_run_step},
    .stat = fuse_module_stat,
    .info = fuse_module_info,
    .tick = fuse_tick,
    .next_due_us = fuse_next_due_us,
    .of_event = {fuse_post_event, fuse_clear_event},
    .quota_expired = fuse_quota_expired,
    .policy_from_bin = fuse_policy_from_bin,
    .log_read = fuse_log_read,
    .log_lost = fuse_log_lost,
    .stat_name = fuse_stat_name,
    .version = fuse_version,
};
