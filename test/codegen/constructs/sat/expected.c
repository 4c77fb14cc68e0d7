/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from sat/input.ts by codegen; do not edit. */
/** Arithmetic: sat(), clamped to the type's range. */
#include "input.h"

uint32_t fuse_sum(uint32_t a, uint32_t b)
{
    return fuse_sat_add_u32(a, b);
}

int32_t fuse_difference(int32_t a, int32_t b)
{
    return fuse_sat_sub_i32(a, b);
}
