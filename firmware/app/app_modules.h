/* SPDX-License-Identifier: Apache-2.0 */
/** The modules that this build's fuse_app_config.h names, in the order in which they are loaded. */
#ifndef APP_MODULES_H
#define APP_MODULES_H

#include <stdbool.h>
#include <stdint.h>

#include "fuse.h"

typedef struct {
    const char *name;
    /** Path of its image, as app_config.json gives it. */
    const char *binary;
    fuse_policy_t policy;
    fuse_module_id_t id;
} app_module_t;

extern app_module_t app_modules[];
extern const uint32_t app_module_count;

/** An image; it has to live as long as the module. `bytes` is NULL when there is none. */
typedef struct {
    const uint8_t *bytes;
    uint32_t size;
} app_image_t;

/** What went wrong with `module`; `what` is "load" or "start". */
typedef struct {
    const app_module_t *module;
    const char *what;
    fuse_stat_t stat;
} app_failure_t;

/** Loads and starts the module at `index` of app_modules from its image; fills `failure` and returns false if that fails. */
bool app_start_module(uint32_t index, app_image_t image, app_failure_t *failure);

/** The module with this id, or NULL. */
const app_module_t *app_module_by_id(fuse_module_id_t id);

/** A bit for each id whose module may use the camera: those through which a frame passes. */
uint32_t app_modules_of_camera(void);

/** RUNNING for example. */
const char *app_state_name(fuse_module_state_t state);

#endif
