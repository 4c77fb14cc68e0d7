/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from shift/input.ts by codegen; do not edit. */
/** Operators: << >>; the count is proved below the width, or checked. */
#include "input.h"

uint32_t fuse_rotate_left(uint32_t x, uint32_t by)
{
    const uint32_t n = by & 31U;
    if (n == 0U) {
        return x;
    }
    return (x << n) | (x >> (32U - n));
}

uint32_t fuse_bit(uint32_t n)
{
    return 1U << fuse_shift(n, 32U, 1U);
}

uint8_t fuse_high_byte(uint16_t x)
{
    return (uint8_t)((uint32_t)x >> 8U);
}
