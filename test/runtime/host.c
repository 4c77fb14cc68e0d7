/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file host.c
 * The part of host.h that is the same on every machine: the memory, and the calls from inside a host callback.
 */
#include "host.h"

#include <stddef.h>
#include <string.h>

#include "fuse.h"
#include "wasm_export.h"

static uint64_t pool[TEST_POOL_BYTES / sizeof(uint64_t)];
static uint64_t log_memory[TEST_LOG_BYTES / sizeof(uint64_t)];

void *test_pool(void)
{
    return pool;
}

void *test_log_memory(void)
{
    return log_memory;
}

uint32_t test_pool_free(void)
{
    mem_alloc_info_t info;
    return wasm_runtime_get_mem_alloc_info(&info) ? info.total_free_size : 0U;
}

static uint32_t refused(fuse_stat_t stat)
{
    return stat == FUSE_ERR_INVALID_ARG ? 0U : 1U;
}

uint32_t test_forbidden_calls(uint32_t id, const uint8_t *image, uint32_t size)
{
    static const fuse_hal_t no_hal;
    fuse_policy_t policy = {.memory_pages_max = 1U, .stack_size = 4096U, .activation_mask = FUSE_ACTIVATION_MANUAL};
    fuse_module_id_t loaded = 0U;
    uint64_t due = 0U;
    uint32_t wrong = 0U;

    wrong += fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &no_hal) == FUSE_SUCCESS ? 1U : 0U;
    wrong += refused(fuse_module_load(image, size, &policy, &loaded));
    wrong += refused(fuse_module_replace(id, image, size, &policy));
    wrong += refused(fuse_module_start(id));
    wrong += refused(fuse_module_pause(id));
    wrong += refused(fuse_module_run_step(id));
    wrong += fuse_tick() == 0U ? 0U : 1U;
    wrong += refused(fuse_next_due_us(&due));
    wrong += refused(fuse_stop());
    wrong += refused(fuse_restart());
    wrong += refused(fuse_module_unload(id));
    wrong += refused(fuse_deinit());
    return wrong;
}

static uint32_t failed(fuse_stat_t stat)
{
    return stat == FUSE_SUCCESS ? 0U : 1U;
}

uint32_t test_allowed_calls(uint32_t id)
{
    static fuse_log_entry_t entry;
    fuse_module_state_t state = FUSE_MODULE_STATE_UNLOADED;
    fuse_module_info_t info;
    uint32_t cursor = 0U;
    uint32_t wrong = 0U;

    wrong += failed(fuse_post_event(31U));
    wrong += failed(fuse_clear_event(31U));
    wrong += failed(fuse_module_stat(id, &state));
    wrong += failed(fuse_module_info(id, &info));
    wrong += failed(fuse_log_read(&cursor, &entry));
    (void)fuse_log_lost();
    /* No entry of that id is under way, so this does nothing. */
    fuse_quota_expired(FUSE_INVALID_MODULE_ID);
    return wrong;
}

#define TEXT_OF_EXPANDED(number) #number
#define TEXT_OF(number) TEXT_OF_EXPANDED(number)
#define VERSION_TEXT(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)
#define NAME_OF(stat) {(stat), #stat}

/** The digits of a constant: "0U" is version 0. */
static bool same_but_suffixes(const char *text, const char *constants)
{
    while (*constants != '\0') {
        if (*constants != 'U') {
            if (*text != *constants) {
                return false;
            }
            text++;
        }
        constants++;
    }
    return *text == '\0';
}

uint32_t test_wrong_names(void)
{
    static const struct {
        fuse_stat_t stat;
        const char *name;
    } names[] = {
        NAME_OF(FUSE_SUCCESS),
        NAME_OF(FUSE_ERR_INVALID_ARG),
        NAME_OF(FUSE_ERR_NOT_INITIALIZED),
        NAME_OF(FUSE_ERR_ALREADY_INITIALIZED),
        NAME_OF(FUSE_ERR_MODULE_LOAD_FAILED),
        NAME_OF(FUSE_ERR_MODULE_NOT_FOUND),
        NAME_OF(FUSE_ERR_MODULE_LIMIT),
        NAME_OF(FUSE_ERR_POLICY_VIOLATION),
        NAME_OF(FUSE_ERR_BUFFER_TOO_SMALL),
        NAME_OF(FUSE_ERR_QUOTA_EXCEEDED),
        NAME_OF(FUSE_ERR_MODULE_TRAP),
        NAME_OF(FUSE_ERR_INTERVAL_NOT_ELAPSED),
        NAME_OF(FUSE_ERR_LOG_END),
    };
    uint32_t wrong = 0U;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        wrong += strcmp(fuse_stat_name(names[i].stat), names[i].name) == 0 ? 0U : 1U;
    }
    /* Any number has a name, also one of a later version. */
    wrong += strncmp(fuse_stat_name(13U), "FUSE_", 5U) == 0 ? 0U : 1U;
    wrong += strncmp(fuse_stat_name(UINT32_MAX), "FUSE_", 5U) == 0 ? 0U : 1U;
    wrong += same_but_suffixes(fuse_version(), VERSION_TEXT(FUSE_VERSION_MAJOR, FUSE_VERSION_MINOR, FUSE_VERSION_PATCH)) ? 0U : 1U;
    return wrong;
}
