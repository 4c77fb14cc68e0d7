/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from convert/input.ts by codegen; do not edit. */
/** Conversion: exact, checked or proved; modulo; to the nearest. */
#include "input.h"

uint8_t fuse_exact(uint32_t x)
{
    return fuse_u8_from_u32(x, 1U);
}

uint8_t fuse_proved(uint32_t x)
{
    return (uint8_t)(x & 0xFFU);
}

uint8_t fuse_low(uint32_t x)
{
    return (uint8_t)x;
}

uint8_t fuse_nearest(int32_t x)
{
    return fuse_sat_u8_from_i32(x);
}

uint64_t fuse_widened(uint16_t x)
{
    return x;
}

uint32_t fuse_from_signed(int32_t x)
{
    return (uint32_t)x;
}
