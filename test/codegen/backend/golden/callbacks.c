/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/callbacks.ts by codegen; do not edit. */
/** Callbacks: the host's, and the file's own. */
#include "callbacks.h"

static uint32_t twice(uint32_t value);
static uint32_t same(uint32_t value);

static fuse_hooks_t hooks;

static const fuse_listener_t choices[2U] = { twice, same };

static uint32_t twice(uint32_t value)
{
    return value * 2U;
}

static uint32_t same(uint32_t value)
{
    return value;
}

void fuse_set_hooks(const fuse_hooks_t *given)
{
    hooks = *given;
}

uint32_t fuse_tell(uint32_t value)
{
    const fuse_listener_t listener = hooks.listener;
    if (listener == NULL) {
        return choices[0U](value);
    }
    return listener(value);
}

uint32_t fuse_turns(uint32_t limit)
{
    bool (*const go_on)(uint32_t turn) = hooks.go_on;
    if (go_on == NULL) {
        return 0U;
    }
    uint32_t count = 0U;
    for (uint32_t i = 0U; i < limit; i++) {
        if (!go_on(i)) {
            break;
        }
        count = i + 1U;
    }
    return count;
}
