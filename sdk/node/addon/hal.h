/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file hal.h
 * The host's functions as the runtime calls them: each calls the JavaScript function that stands for it.
 */
#ifndef FUSE_ADDON_HAL_H
#define FUSE_ADDON_HAL_H

#include "fuse.h"

#include <node_api.h>

/**
 * Takes the functions of a JavaScript object: getReading, getTimestamp, lastFrame, quotaArm, quotaCancel, moduleStopped. Each is a
 * function, null, or for the clock and the quota 'platform', the platform's own. False: a TypeError has been thrown.
 */
bool fuse_addon_hal_take(napi_env env, napi_value functions, fuse_hal_t *hal);

/** Lets the JavaScript functions go. Those that the runtime still calls then do nothing and give 0. */
void fuse_addon_hal_release(void);

#endif
