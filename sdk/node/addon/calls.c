/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file calls.c
 * The runtime's calls as functions of JavaScript. They return what the runtime returns; `{ stat, value }` where it has an out
 * parameter.
 *
 * The runtime is one per process, in static variables. It belongs to the environment (the main thread's, a worker's) that
 * opened it, until it is closed or the environment ends.
 */
#include "calls.h"

#include "fuse.h"
#include "fuse_platform.h"
#include "hal.h"
#include "memory.h"
#include "values.h"

#include <stdatomic.h>

#define ARGUMENTS_MAX 3U

/** Whose the runtime is; NULL: nobody's. */
static _Atomic(napi_env) owner;
/** Calls from JavaScript under way, one inside the other. Only the owner's thread changes it. */
static uint32_t depth;

static bool begin(napi_env env, napi_callback_info info, napi_value *arguments)
{
    size_t count = ARGUMENTS_MAX;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok) {
        return false;
    }
    if (atomic_load(&owner) != env) {
        (void)napi_throw_error(env, NULL, "this Fuse is closed");
        return false;
    }
    return true;
}

static void end_runtime(void)
{
    (void)fuse_deinit();
    fuse_addon_hal_release();
    fuse_addon_give_back();
}

void fuse_addon_end_environment(void *env)
{
    if (atomic_load(&owner) != env) {
        return;
    }
    /* JavaScript can no longer be called, not even by what a module's deinit calls. */
    fuse_addon_hal_release();
    /* process.exit() in a host function: the module below it is still on the stack, and the process is about to end. */
    if (depth == 0U) {
        end_runtime();
        atomic_store(&owner, NULL);
    }
}

static napi_value js_open(napi_env env, napi_callback_info info)
{
    (void)info;
    napi_env nobody = NULL;
    if (!atomic_compare_exchange_strong(&owner, &nobody, env)) {
        (void)napi_throw_error(env, NULL,
            (nobody == env) ? "a process has one runtime, and its Fuse is not closed yet: call close() on it first"
                            : "a process has one runtime, and another thread has it: close() it there first");
        return NULL;
    }
    fuse_platform_init();
    depth = 0U;
    return fuse_addon_undefined(env);
}

static napi_value js_close(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    if (!begin(env, info, arguments)) {
        return NULL;
    }
    if (depth != 0U) {
        (void)napi_throw_error(env, NULL, "close() cannot be called from inside a function of the HAL");
        return NULL;
    }
    depth++;
    end_runtime();
    depth--;
    atomic_store(&owner, NULL);
    return fuse_addon_undefined(env);
}

/* ---- Beginning and end ---- */

static napi_value js_init(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t pool_bytes = 0U;
    uint32_t log_bytes = 0U;
    fuse_hal_t hal = {0};
    if (!begin(env, info, arguments) || !fuse_addon_read_u32(env, arguments[0], "poolBytes", &pool_bytes) ||
        !fuse_addon_read_u32(env, arguments[1], "logBytes", &log_bytes)) {
        return NULL;
    }
    if (fuse_addon_pool() != NULL) {
        /* Runs already, and says so. */
        return fuse_addon_number(env, fuse_init(fuse_addon_pool(), pool_bytes, fuse_addon_log_memory(), log_bytes, &hal));
    }
    if (!fuse_addon_borrow(pool_bytes, log_bytes)) {
        (void)napi_throw_range_error(env, NULL, "there is not enough memory for poolBytes and logBytes");
        return NULL;
    }
    if (!fuse_addon_hal_take(env, arguments[2], &hal)) {
        fuse_addon_give_back();
        return NULL;
    }
    depth++;
    const fuse_stat_t stat = fuse_init(fuse_addon_pool(), pool_bytes, fuse_addon_log_memory(), log_bytes, &hal);
    depth--;
    if (stat != FUSE_SUCCESS) {
        fuse_addon_hal_release();
        fuse_addon_give_back();
    }
    return fuse_addon_number(env, stat);
}

static napi_value js_deinit(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    if (!begin(env, info, arguments)) {
        return NULL;
    }
    depth++;
    const fuse_stat_t stat = fuse_deinit();
    depth--;
    if (stat == FUSE_SUCCESS) {
        fuse_addon_hal_release();
        fuse_addon_give_back();
    }
    return fuse_addon_number(env, stat);
}

/* ---- Calls of one shape ---- */

/** A call without arguments. */
static napi_value call_plain(napi_env env, napi_callback_info info, uint32_t (*function)(void))
{
    napi_value arguments[ARGUMENTS_MAX];
    if (!begin(env, info, arguments)) {
        return NULL;
    }
    depth++;
    const uint32_t result = function();
    depth--;
    return fuse_addon_number(env, result);
}

/** A call with an id: of a module or an event. */
static napi_value call_with_id(napi_env env, napi_callback_info info, fuse_stat_t (*function)(uint32_t id))
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t id = 0U;
    if (!begin(env, info, arguments) || !fuse_addon_read_u32(env, arguments[0], "id", &id)) {
        return NULL;
    }
    depth++;
    const fuse_stat_t stat = function(id);
    depth--;
    return fuse_addon_number(env, stat);
}

#define PLAIN(name, function) \
    static napi_value name(napi_env env, napi_callback_info info) \
    { \
        return call_plain(env, info, function); \
    }
#define WITH_ID(name, function) \
    static napi_value name(napi_env env, napi_callback_info info) \
    { \
        return call_with_id(env, info, function); \
    }

static uint32_t entry_expired(void)
{
    return fuse_entry_expired() ? 1U : 0U;
}

static fuse_stat_t unload(fuse_module_id_t id)
{
    const fuse_stat_t stat = fuse_module_unload(id);
    if (stat == FUSE_SUCCESS) {
        fuse_addon_keep_image(id, NULL);
    }
    return stat;
}

static fuse_stat_t quota_expired(fuse_module_id_t id)
{
    fuse_quota_expired(id);
    return FUSE_SUCCESS;
}

static fuse_stat_t quota_expired_entry(uint32_t word)
{
    fuse_quota_expired_entry(word);
    return FUSE_SUCCESS;
}

PLAIN(js_stop, fuse_stop)
PLAIN(js_restart, fuse_restart)
PLAIN(js_tick, fuse_tick)
PLAIN(js_log_lost, fuse_log_lost)
PLAIN(js_entry_word, fuse_entry_word)
PLAIN(js_entry_expired, entry_expired)
WITH_ID(js_start, fuse_module_start)
WITH_ID(js_pause, fuse_module_pause)
WITH_ID(js_unload, unload)
WITH_ID(js_run_step, fuse_module_run_step)
WITH_ID(js_post_event, fuse_post_event)
WITH_ID(js_clear_event, fuse_clear_event)
WITH_ID(js_quota_expired, quota_expired)
WITH_ID(js_quota_expired_entry, quota_expired_entry)

/* ---- Images ---- */

/** Reads image and policy, and copies the image. NULL: something has been thrown. */
static uint8_t *take_image(napi_env env, const napi_value *arguments, uint32_t *size, fuse_policy_t *policy)
{
    fuse_addon_bytes_t bytes;
    /* The image last: reading the policy may run JavaScript, and that may take the bytes away. */
    if (!fuse_addon_read_policy(env, arguments[1], policy) || !fuse_addon_read_bytes(env, arguments[0], "image", &bytes)) {
        return NULL;
    }
    uint8_t *const image = fuse_addon_copy_image(bytes.start, bytes.length);
    if (image == NULL) {
        (void)napi_throw_range_error(env, NULL, "there is not enough memory for the image");
    }
    *size = bytes.length;
    return image;
}

static napi_value js_load(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t size = 0U;
    fuse_policy_t policy = {0};
    if (!begin(env, info, arguments)) {
        return NULL;
    }
    uint8_t *const image = take_image(env, arguments, &size, &policy);
    if (image == NULL) {
        return NULL;
    }
    fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
    depth++;
    const fuse_stat_t stat = fuse_module_load(image, size, &policy, &id);
    depth--;
    if (stat != FUSE_SUCCESS) {
        fuse_addon_free_image(image);
        return fuse_addon_result(env, stat, NULL);
    }
    fuse_addon_keep_image(id, image);
    return fuse_addon_result(env, stat, fuse_addon_number(env, id));
}

static napi_value js_replace(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t id = 0U;
    uint32_t size = 0U;
    fuse_policy_t policy = {0};
    if (!begin(env, info, arguments) || !fuse_addon_read_u32(env, arguments[0], "id", &id)) {
        return NULL;
    }
    uint8_t *const image = take_image(env, &arguments[1], &size, &policy);
    if (image == NULL) {
        return NULL;
    }
    depth++;
    const fuse_stat_t stat = fuse_module_replace(id, image, size, &policy);
    depth--;
    if (stat != FUSE_SUCCESS) {
        fuse_addon_free_image(image);
    } else {
        fuse_addon_keep_image(id, image);
    }
    return fuse_addon_number(env, stat);
}

/* ---- Calls that give more than a number ---- */

static napi_value js_stat(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t id = 0U;
    fuse_module_state_t state = FUSE_MODULE_STATE_UNLOADED;
    if (!begin(env, info, arguments) || !fuse_addon_read_u32(env, arguments[0], "id", &id)) {
        return NULL;
    }
    const fuse_stat_t stat = fuse_module_stat(id, &state);
    return fuse_addon_result(env, stat, (stat == FUSE_SUCCESS) ? fuse_addon_number(env, state) : NULL);
}

static napi_value js_info(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t id = 0U;
    fuse_module_info_t figures = {0};
    if (!begin(env, info, arguments) || !fuse_addon_read_u32(env, arguments[0], "id", &id)) {
        return NULL;
    }
    const fuse_stat_t stat = fuse_module_info(id, &figures);
    return fuse_addon_result(env, stat, (stat == FUSE_SUCCESS) ? fuse_addon_info(env, &figures) : NULL);
}

static napi_value js_next_due_us(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint64_t due_us = 0U;
    if (!begin(env, info, arguments)) {
        return NULL;
    }
    depth++;
    const fuse_stat_t stat = fuse_next_due_us(&due_us);
    depth--;
    return fuse_addon_result(env, stat, (stat == FUSE_SUCCESS) ? fuse_addon_bigint(env, due_us) : NULL);
}

static napi_value js_policy_from_bin(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    fuse_addon_bytes_t bytes;
    fuse_policy_t policy = {0};
    if (!begin(env, info, arguments) || !fuse_addon_read_bytes(env, arguments[0], "bytes", &bytes)) {
        return NULL;
    }
    const fuse_stat_t stat = fuse_policy_from_bin(bytes.start, bytes.length, &policy);
    return fuse_addon_result(env, stat, (stat == FUSE_SUCCESS) ? fuse_addon_policy(env, &policy) : NULL);
}

static napi_value js_log_read(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t cursor = 0U;
    fuse_log_entry_t entry = {0};
    if (!begin(env, info, arguments) || !fuse_addon_read_u32(env, arguments[0], "cursor", &cursor)) {
        return NULL;
    }
    const fuse_stat_t stat = fuse_log_read(&cursor, &entry);
    return fuse_addon_result(env, stat, (stat == FUSE_SUCCESS) ? fuse_addon_entry(env, &entry, cursor) : NULL);
}

static napi_value text(napi_env env, const char *string)
{
    napi_value result = NULL;
    (void)napi_create_string_utf8(env, string, NAPI_AUTO_LENGTH, &result);
    return result;
}

static napi_value js_version(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    return begin(env, info, arguments) ? text(env, fuse_version()) : NULL;
}

static napi_value js_stat_name(napi_env env, napi_callback_info info)
{
    napi_value arguments[ARGUMENTS_MAX];
    uint32_t stat = 0U;
    if (!begin(env, info, arguments) || !fuse_addon_read_u32(env, arguments[0], "stat", &stat)) {
        return NULL;
    }
    return text(env, fuse_stat_name(stat));
}

typedef struct {
    const char *name;
    napi_callback function;
} export_t;

static const export_t all[] = {
    {"open", js_open},
    {"close", js_close},
    {"init", js_init},
    {"deinit", js_deinit},
    {"stop", js_stop},
    {"restart", js_restart},
    {"load", js_load},
    {"replace", js_replace},
    {"start", js_start},
    {"pause", js_pause},
    {"unload", js_unload},
    {"runStep", js_run_step},
    {"tick", js_tick},
    {"nextDueUs", js_next_due_us},
    {"postEvent", js_post_event},
    {"clearEvent", js_clear_event},
    {"quotaExpired", js_quota_expired},
    {"quotaExpiredEntry", js_quota_expired_entry},
    {"entryWord", js_entry_word},
    {"entryExpired", js_entry_expired},
    {"stat", js_stat},
    {"info", js_info},
    {"policyFromBin", js_policy_from_bin},
    {"logRead", js_log_read},
    {"logLost", js_log_lost},
    {"version", js_version},
    {"statName", js_stat_name},
};

bool fuse_addon_export(napi_env env, napi_value exports)
{
    for (size_t i = 0U; i < (sizeof(all) / sizeof(all[0])); i++) {
        napi_value function = NULL;
        if ((napi_create_function(env, all[i].name, NAPI_AUTO_LENGTH, all[i].function, NULL, &function) != napi_ok) ||
            (napi_set_named_property(env, exports, all[i].name, function) != napi_ok)) {
            return false;
        }
    }
    return true;
}
