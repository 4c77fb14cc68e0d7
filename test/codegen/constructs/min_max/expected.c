/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from min_max/input.ts by codegen; do not edit. */
/** Operators: min() and max(). */
#include "input.h"

uint32_t fuse_clamped(uint32_t x, uint32_t low, uint32_t high)
{
    return fuse_min_u32(fuse_max_u32(x, low), high);
}
