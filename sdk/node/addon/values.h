/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file values.h
 * JavaScript values and the runtime's own. A reader that finds another type throws a TypeError that names the argument, and is
 * false; a maker gives NULL, with an exception pending, when JavaScript has no memory left.
 */
#ifndef FUSE_ADDON_VALUES_H
#define FUSE_ADDON_VALUES_H

#include "fuse.h"

#include <node_api.h>

/** The bytes of a Uint8Array: valid until JavaScript runs again. */
typedef struct {
    const uint8_t *start;
    uint32_t length;
} fuse_addon_bytes_t;

bool fuse_addon_read_u32(napi_env env, napi_value value, const char *name, uint32_t *out);
bool fuse_addon_read_bytes(napi_env env, napi_value value, const char *name, fuse_addon_bytes_t *out);
bool fuse_addon_read_policy(napi_env env, napi_value value, fuse_policy_t *out);

void fuse_addon_throw_type(napi_env env, const char *name, const char *expected);

napi_value fuse_addon_undefined(napi_env env);
napi_value fuse_addon_number(napi_env env, uint32_t value);
napi_value fuse_addon_bigint(napi_env env, uint64_t value);
napi_value fuse_addon_policy(napi_env env, const fuse_policy_t *policy);
napi_value fuse_addon_info(napi_env env, const fuse_module_info_t *info);
/** An entry; its text has a character for each byte, since the bytes need not be UTF-8. */
napi_value fuse_addon_entry(napi_env env, const fuse_log_entry_t *entry, uint32_t cursor);
/** `{ stat }`, or `{ stat, value }` if `value` is not NULL. */
napi_value fuse_addon_result(napi_env env, fuse_stat_t stat, napi_value value);

#endif
