/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file hal.c
 * The host's functions as the runtime calls them: each calls the JavaScript function that stands for it.
 *
 * The runtime calls them on its own thread, which is JavaScript's, inside a call from JavaScript. What a function throws stays
 * pending until that call returns: the runtime is never unwound. A function that cannot be called gives 0.
 */
#include "hal.h"

#include "fuse_platform.h"
#include "values.h"

#include <string.h>

enum {
    GET_READING,
    GET_TIMESTAMP,
    LAST_FRAME,
    QUOTA_ARM,
    QUOTA_CANCEL,
    MODULE_STOPPED,
    FUNCTION_COUNT
};

static const char *const names[FUNCTION_COUNT] = {
    "getReading", "getTimestamp", "lastFrame", "quotaArm", "quotaCancel", "moduleStopped",
};

static napi_env functions_env;
static napi_ref functions[FUNCTION_COUNT];

/** What a property of the object that JavaScript gave stands for. */
typedef enum {
    ABSENT,
    FUNCTION,
    PLATFORM,
    WRONG
} kind_t;

static kind_t kind_of(napi_env env, napi_value value)
{
    napi_valuetype type = napi_undefined;
    char text[sizeof("platform") + 1U] = "";
    (void)napi_typeof(env, value, &type);
    if (type == napi_function) {
        return FUNCTION;
    }
    if (type == napi_null) {
        return ABSENT;
    }
    const bool is_text = napi_get_value_string_utf8(env, value, text, sizeof(text), NULL) == napi_ok;
    return (is_text && (strcmp(text, "platform") == 0)) ? PLATFORM : WRONG;
}

/** Calls a function with numbers, and gives what it returned; NULL if it threw. In the caller's handle scope. */
static napi_value call(uint32_t which, size_t count, const uint32_t *numbers)
{
    const napi_env env = functions_env;
    napi_value arguments[2];
    napi_value function = NULL;
    napi_value result = NULL;
    if ((functions[which] == NULL) || (napi_get_reference_value(env, functions[which], &function) != napi_ok)) {
        return NULL;
    }
    for (size_t i = 0U; i < count; i++) {
        arguments[i] = fuse_addon_number(env, numbers[i]);
    }
    const napi_status status = napi_call_function(env, fuse_addon_undefined(env), function, count, arguments, &result);
    return (status == napi_ok) ? result : NULL;
}

/** The same for a function whose result does not matter. */
static void notify(uint32_t which, size_t count, const uint32_t *numbers)
{
    napi_handle_scope scope = NULL;
    if ((functions_env != NULL) && (napi_open_handle_scope(functions_env, &scope) == napi_ok)) {
        (void)call(which, count, numbers);
        (void)napi_close_handle_scope(functions_env, scope);
    }
}

static float get_reading(void)
{
    napi_handle_scope scope = NULL;
    double reading = 0.0;
    if ((functions_env != NULL) && (napi_open_handle_scope(functions_env, &scope) == napi_ok)) {
        const napi_value result = call(GET_READING, 0U, NULL);
        if (result != NULL) {
            (void)napi_get_value_double(functions_env, result, &reading);
        }
        (void)napi_close_handle_scope(functions_env, scope);
    }
    return (float)reading;
}

static uint64_t get_timestamp(void)
{
    napi_handle_scope scope = NULL;
    uint64_t timestamp = 0U;
    if ((functions_env != NULL) && (napi_open_handle_scope(functions_env, &scope) == napi_ok)) {
        const napi_value result = call(GET_TIMESTAMP, 0U, NULL);
        bool lossless = false;
        if (result != NULL) {
            (void)napi_get_value_bigint_uint64(functions_env, result, &timestamp, &lossless);
        }
        (void)napi_close_handle_scope(functions_env, scope);
    }
    return timestamp;
}

/** Copies a frame that JavaScript returned into the module's memory, and gives its whole size. */
static uint64_t copy_frame(napi_value frame, void *buffer, uint32_t capacity)
{
    bool is_array = false;
    size_t size = 0U;
    void *start = NULL;
    napi_typedarray_type type = napi_float64_array;
    if ((napi_is_typedarray(functions_env, frame, &is_array) != napi_ok) || !is_array) {
        return 0U;
    }
    (void)napi_get_typedarray_info(functions_env, frame, &type, &size, &start, NULL, NULL);
    if ((type != napi_uint8_array) || (start == NULL)) {
        return 0U;
    }
    (void)memcpy(buffer, start, (size < capacity) ? size : capacity);
    return size;
}

static uint64_t last_frame(void *buffer, uint32_t capacity)
{
    napi_handle_scope scope = NULL;
    uint64_t size = 0U;
    if ((functions_env != NULL) && (napi_open_handle_scope(functions_env, &scope) == napi_ok)) {
        const napi_value frame = call(LAST_FRAME, 1U, &capacity);
        if (frame != NULL) {
            size = copy_frame(frame, buffer, capacity);
        }
        (void)napi_close_handle_scope(functions_env, scope);
    }
    return size;
}

static void quota_arm(fuse_module_id_t id, uint32_t us)
{
    notify(QUOTA_ARM, 2U, (const uint32_t[]){id, us});
}

static void quota_cancel(fuse_module_id_t id)
{
    notify(QUOTA_CANCEL, 1U, &id);
}

static void module_stopped(fuse_module_id_t id, fuse_module_state_t state)
{
    notify(MODULE_STOPPED, 2U, (const uint32_t[]){id, state});
}

/** Fills in the runtime's pointers; false where there is no function of the platform's for what was asked. */
static bool connect(const kind_t *kinds, fuse_hal_t *hal)
{
    if ((kinds[GET_READING] == PLATFORM) || (kinds[LAST_FRAME] == PLATFORM) || (kinds[MODULE_STOPPED] == PLATFORM)) {
        return false;
    }
    (void)memset(hal, 0, sizeof(*hal));
    hal->temp.get_reading = (kinds[GET_READING] == FUNCTION) ? get_reading : NULL;
    hal->camera.last_frame = (kinds[LAST_FRAME] == FUNCTION) ? last_frame : NULL;
    hal->module_stopped = (kinds[MODULE_STOPPED] == FUNCTION) ? module_stopped : NULL;
    if (kinds[GET_TIMESTAMP] != ABSENT) {
        hal->timer.get_timestamp = (kinds[GET_TIMESTAMP] == FUNCTION) ? get_timestamp : fuse_platform_get_timestamp_us;
    }
    if (kinds[QUOTA_ARM] != ABSENT) {
        hal->quota_arm = (kinds[QUOTA_ARM] == FUNCTION) ? quota_arm : fuse_platform_quota_arm;
    }
    if (kinds[QUOTA_CANCEL] != ABSENT) {
        hal->quota_cancel = (kinds[QUOTA_CANCEL] == FUNCTION) ? quota_cancel : fuse_platform_quota_cancel;
    }
    return true;
}

bool fuse_addon_hal_take(napi_env env, napi_value given, fuse_hal_t *hal)
{
    kind_t kinds[FUNCTION_COUNT];
    fuse_addon_hal_release();
    functions_env = env;
    for (uint32_t i = 0U; i < FUNCTION_COUNT; i++) {
        napi_value value = NULL;
        kinds[i] = (napi_get_named_property(env, given, names[i], &value) == napi_ok) ? kind_of(env, value) : WRONG;
        if (kinds[i] == WRONG) {
            fuse_addon_throw_type(env, names[i], "a function or null");
            fuse_addon_hal_release();
            return false;
        }
        if (kinds[i] == FUNCTION) {
            (void)napi_create_reference(env, value, 1U, &functions[i]);
        }
    }
    if (!connect(kinds, hal)) {
        fuse_addon_throw_type(env, "hal", "'platform' only for clock and quota");
        fuse_addon_hal_release();
        return false;
    }
    return true;
}

void fuse_addon_hal_release(void)
{
    for (uint32_t i = 0U; i < FUNCTION_COUNT; i++) {
        if (functions[i] != NULL) {
            (void)napi_delete_reference(functions_env, functions[i]);
            functions[i] = NULL;
        }
    }
    functions_env = NULL;
}
