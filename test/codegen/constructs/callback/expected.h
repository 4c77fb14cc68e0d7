/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from callback/input.ts by codegen; do not edit. */
/** Type: Callback, a function of the host's; and a table of functions. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

/** Told of each value. */
typedef uint32_t (*fuse_listener_t)(uint32_t value);

typedef struct fuse_hooks {
    fuse_listener_t listener;
    bool (*is_wanted)(uint32_t id);
} fuse_hooks_t;

void fuse_set_hooks(const fuse_hooks_t *given);
uint32_t fuse_tell(uint32_t value);

#endif
