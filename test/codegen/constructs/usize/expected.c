/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from usize/input.ts by codegen; do not edit. */
/** Addresses and sizes: usize. */
#include "input.h"

size_t fuse_end(size_t start, uint32_t size)
{
    return fuse_sat_add_usize(start, size);
}

bool fuse_is_aligned(size_t address)
{
    return (address & 7U) == 0U;
}
