/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/callbacks.ts by codegen; do not edit. */
/** Callbacks: the host's, and the file's own. */
#ifndef CALLBACKS_H
#define CALLBACKS_H

#include "fuse_lang.h"

/** Told of each value. */
typedef uint32_t (*fuse_listener_t)(uint32_t value);

typedef struct fuse_hooks {
    fuse_listener_t listener;
    /** Answers true to go on. */
    bool (*go_on)(uint32_t turn);
} fuse_hooks_t;

void fuse_set_hooks(const fuse_hooks_t *given);
uint32_t fuse_tell(uint32_t value);
uint32_t fuse_turns(uint32_t limit);

#endif
