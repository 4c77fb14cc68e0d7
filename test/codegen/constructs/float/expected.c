/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from float/input.ts by codegen; do not edit. */
/** Floats: arithmetic without contraction; truncation is checked. */
#include "input.h"

float fuse_mad(float a, float b, float c)
{
    return a * b + c;
}

float fuse_celsius(uint16_t raw)
{
    return (float)raw / 16.0F - 40.5F;
}

int32_t fuse_truncated(double x)
{
    return fuse_i32_from_f64(x, 1U);
}

float fuse_opposite(uint32_t count)
{
    return fuse_sub_f32(0.0F, (float)count);
}
