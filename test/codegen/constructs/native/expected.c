/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from native/input.ts by codegen; do not edit. */
/** Natives: a function that modules import, with its wrapper and its table. */
#include "input.h"

#include "api.h"
#include "wasm_export.h"

static fuse_module_t caller = { .rights = 1U };

static uint8_t memory[64];

fuse_module_t *fuse_enter_native(WASMExecEnv *env, uint32_t capability)
{
    (void)env;
    return ((caller.rights & capability) == capability) ? &caller : NULL;
}

bool fuse_guest_bytes(fuse_module_t *caller_, uint32_t address, uint32_t length, fuse_guest_bytes_t *out)
{
    (void)caller_;
    if (address >= 64U || length > 64U - address) {
        return false;
    }
    out->start = &memory[address];
    out->length = length;
    return true;
}

uint32_t fuse_count_used(fuse_module_t *caller_, fuse_guest_bytes_t *bytes)
{
    (void)caller_;
    const fuse_slice_u8_t all = fuse_slice_u8(bytes->start, bytes->length);
    uint32_t used = 0U;
    for (uint32_t i = 0U; i < all.length; i++) {
        if (all.start[i] != 0U) {
            used = fuse_sat_add_u32(used, 1U);
        }
    }
    return used;
}
