/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from callback/input.ts by codegen; do not edit. */
/** Type: Callback, a function of the host's; and a table of functions. */
#include "input.h"

static uint32_t twice(uint32_t value);
static uint32_t same(uint32_t value);

static fuse_hooks_t hooks;

static const fuse_listener_t steps[2] = { twice, same };

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
    return (listener == NULL) ? steps[value & 1U](value) : listener(value);
}
