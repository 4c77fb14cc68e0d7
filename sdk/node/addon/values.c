/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file values.c
 * JavaScript values and the runtime's own.
 */
#include "values.h"

#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 128U

/** A field of a structure, with its name in JavaScript. */
typedef struct {
    const char *name;
    size_t offset;
} field_t;

static const field_t policy_fields[] = {
    {"capabilities", offsetof(fuse_policy_t, capabilities)},
    {"memoryPagesMax", offsetof(fuse_policy_t, memory_pages_max)},
    {"stackSize", offsetof(fuse_policy_t, stack_size)},
    {"heapSize", offsetof(fuse_policy_t, heap_size)},
    {"cpuQuotaUs", offsetof(fuse_policy_t, cpu_quota_us)},
    {"stepIntervalUs", offsetof(fuse_policy_t, step_interval_us)},
    {"activationMask", offsetof(fuse_policy_t, activation_mask)},
    {"eventSubscribe", offsetof(fuse_policy_t, event_subscribe)},
};
#define POLICY_FIELDS (sizeof(policy_fields) / sizeof(policy_fields[0]))

static const field_t info_fields[] = {
    {"state", offsetof(fuse_module_info_t, state)},
    {"steps", offsetof(fuse_module_info_t, steps)},
    {"traps", offsetof(fuse_module_info_t, traps)},
    {"quotaKills", offsetof(fuse_module_info_t, quota_kills)},
    {"stepUsLast", offsetof(fuse_module_info_t, step_us_last)},
    {"stepUsMax", offsetof(fuse_module_info_t, step_us_max)},
    {"poolBytes", offsetof(fuse_module_info_t, pool_bytes)},
    {"memoryBytes", offsetof(fuse_module_info_t, memory_bytes)},
};
#define INFO_FIELDS (sizeof(info_fields) / sizeof(info_fields[0]))

void fuse_addon_throw_type(napi_env env, const char *name, const char *expected)
{
    char message[MESSAGE_MAX];
    (void)snprintf(message, sizeof(message), "%s: expected %s", name, expected);
    (void)napi_throw_type_error(env, NULL, message);
}

bool fuse_addon_read_u32(napi_env env, napi_value value, const char *name, uint32_t *out)
{
    double number = -1.0;
    if ((napi_get_value_double(env, value, &number) != napi_ok) || !((number >= 0.0) && (number <= (double)UINT32_MAX))) {
        fuse_addon_throw_type(env, name, "an integer from 0 to 4294967295");
        return false;
    }
    *out = (uint32_t)number;
    return true;
}

bool fuse_addon_read_bytes(napi_env env, napi_value value, const char *name, fuse_addon_bytes_t *out)
{
    bool is_array = false;
    napi_typedarray_type type = napi_float64_array;
    size_t length = 0U;
    void *start = NULL;
    const bool good = (napi_is_typedarray(env, value, &is_array) == napi_ok) && is_array &&
                      (napi_get_typedarray_info(env, value, &type, &length, &start, NULL, NULL) == napi_ok) &&
                      (type == napi_uint8_array) && (length <= UINT32_MAX);
    if (!good) {
        fuse_addon_throw_type(env, name, "a Uint8Array");
        return false;
    }
    out->start = start;
    out->length = (uint32_t)length;
    return true;
}

bool fuse_addon_read_policy(napi_env env, napi_value value, fuse_policy_t *out)
{
    for (size_t i = 0U; i < POLICY_FIELDS; i++) {
        const field_t *const field = &policy_fields[i];
        napi_value member = NULL;
        uint32_t number = 0U;
        if (napi_get_named_property(env, value, field->name, &member) != napi_ok) {
            fuse_addon_throw_type(env, "policy", "an object");
            return false;
        }
        if (!fuse_addon_read_u32(env, member, field->name, &number)) {
            return false;
        }
        (void)memcpy((unsigned char *)out + field->offset, &number, sizeof(number));
    }
    return true;
}

napi_value fuse_addon_undefined(napi_env env)
{
    napi_value value = NULL;
    (void)napi_get_undefined(env, &value);
    return value;
}

napi_value fuse_addon_number(napi_env env, uint32_t value)
{
    napi_value result = NULL;
    (void)napi_create_uint32(env, value, &result);
    return result;
}

napi_value fuse_addon_bigint(napi_env env, uint64_t value)
{
    napi_value result = NULL;
    (void)napi_create_bigint_uint64(env, value, &result);
    return result;
}

static napi_value new_object(napi_env env)
{
    napi_value object = NULL;
    (void)napi_create_object(env, &object);
    return object;
}

static void set(napi_env env, napi_value object, const char *name, napi_value value)
{
    (void)napi_set_named_property(env, object, name, value);
}

/** Sets the properties that are 32-bit fields of `structure`. */
static void set_fields(napi_env env, napi_value object, const field_t *fields, size_t count, const void *structure)
{
    for (size_t i = 0U; i < count; i++) {
        uint32_t number = 0U;
        (void)memcpy(&number, (const unsigned char *)structure + fields[i].offset, sizeof(number));
        set(env, object, fields[i].name, fuse_addon_number(env, number));
    }
}

napi_value fuse_addon_policy(napi_env env, const fuse_policy_t *policy)
{
    const napi_value object = new_object(env);
    set_fields(env, object, policy_fields, POLICY_FIELDS, policy);
    return object;
}

napi_value fuse_addon_info(napi_env env, const fuse_module_info_t *info)
{
    const napi_value object = new_object(env);
    set_fields(env, object, info_fields, INFO_FIELDS, info);
    set(env, object, "stepUsTotal", fuse_addon_bigint(env, info->step_us_total));
    return object;
}

napi_value fuse_addon_entry(napi_env env, const fuse_log_entry_t *entry, uint32_t cursor)
{
    const napi_value object = new_object(env);
    napi_value text = NULL;
    (void)napi_create_string_latin1(env, entry->text, strnlen(entry->text, sizeof(entry->text)), &text);
    set(env, object, "sequence", fuse_addon_number(env, entry->sequence));
    set(env, object, "moduleId", fuse_addon_number(env, entry->module_id));
    set(env, object, "timestampUs", fuse_addon_bigint(env, entry->timestamp_us));
    set(env, object, "origin", fuse_addon_number(env, entry->origin));
    set(env, object, "level", fuse_addon_number(env, entry->level));
    set(env, object, "text", text);
    set(env, object, "cursor", fuse_addon_number(env, cursor));
    return object;
}

napi_value fuse_addon_result(napi_env env, fuse_stat_t stat, napi_value value)
{
    const napi_value object = new_object(env);
    set(env, object, "stat", fuse_addon_number(env, stat));
    if (value != NULL) {
        set(env, object, "value", value);
    }
    return object;
}
