/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from public_header/input.ts by codegen; do not edit. */
/** C: the public header, and what stays private. */
#include "input.h"

#include "api.h"

static fuse_reading_t readings[FUSE_READINGS_MAX];

/** Where the next one goes. */
_Atomic uint32_t fuse_place;

bool fuse_latest(fuse_reading_t *out)
{
    if (out == NULL) {
        return false;
    }
    *out = readings[atomic_load_explicit(&fuse_place, memory_order_relaxed) & 15U];
    return true;
}
