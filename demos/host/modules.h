/* SPDX-License-Identifier: Apache-2.0 */
/** The modules that this build's fuse_app_config.h names, in the order in which they are loaded. */
#ifndef DEMO_HOST_MODULES_H
#define DEMO_HOST_MODULES_H

#include <stdbool.h>
#include <stdint.h>

#include "fuse.h"

typedef struct {
    const char *name;
    const char *binary;
    fuse_policy_t policy;
    fuse_module_id_t id;
    /** Its file's content, which has to live as long as the module. */
    uint8_t *image;
} demo_module_t;

extern demo_module_t demo_modules[];
extern const uint32_t demo_module_count;

/** Loads and starts every module from `directory`; says on stderr what is wrong and returns false if one fails. */
bool modules_start(const char *directory);

/** Frees the images; call it after fuse_deinit(). */
void modules_release(void);

/** The module with this id, or NULL. */
const demo_module_t *module_by_id(fuse_module_id_t id);

/** A bit for each id whose module may use the camera: those through which a frame passes. */
uint32_t modules_of_camera(void);

#endif
