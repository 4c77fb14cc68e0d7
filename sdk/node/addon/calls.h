/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file calls.h
 * The runtime's calls as functions of JavaScript.
 */
#ifndef FUSE_ADDON_CALLS_H
#define FUSE_ADDON_CALLS_H

#include <node_api.h>
#include <stdbool.h>

/** Adds every function to `exports`. */
bool fuse_addon_export(napi_env env, napi_value exports);

/** The environment ends: so does its runtime, if it has one, without calling JavaScript any more. A cleanup hook. */
void fuse_addon_end_environment(void *env);

#endif
