/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/floats.ts by codegen; do not edit. */
/** Floats: no contraction, truncation checked. */
#include "floats.h"

float fuse_mad(float a, float b, float c)
{
    return a * b + c;
}

double fuse_widened(float a)
{
    return (double)a / 3.0;
}

int32_t fuse_truncated(float a)
{
    return fuse_i32_from_f32(a, 4U);
}

uint8_t fuse_truncated_u8(double a)
{
    return fuse_u8_from_f64(a, 5U);
}

float fuse_from_int(uint64_t n)
{
    return (float)n;
}

double fuse_larger(double a, double b)
{
    return fuse_max_f64(a, b);
}
