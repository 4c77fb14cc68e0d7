/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from compare/input.ts by codegen; do not edit. */
/** Operators: comparison, after widening to one type. */
#include "input.h"

bool fuse_is_below(uint8_t a, uint32_t limit)
{
    return a < limit;
}

bool fuse_is_same(uint16_t a, int32_t b)
{
    return (int32_t)a == b;
}

bool fuse_is_within(uint32_t x, uint32_t low, uint32_t high)
{
    return low <= x && x < high;
}
