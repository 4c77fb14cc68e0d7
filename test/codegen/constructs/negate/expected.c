/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from negate/input.ts by codegen; do not edit. */
/** Arithmetic: unary minus. */
#include "input.h"

int32_t fuse_opposite(int16_t x)
{
    return -(int32_t)x;
}

int32_t fuse_magnitude(int32_t x)
{
    return (x < 0) ? fuse_neg_i32(x, 1U) : x;
}
