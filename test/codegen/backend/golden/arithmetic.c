/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/arithmetic.ts by codegen; do not edit. */
/** Arithmetic: proved, checked, and the modes that are spelt out. */
#include "arithmetic.h"

/** The limit that some of the functions below respect. */
#define LIMIT 1000U

uint32_t fuse_sum(uint32_t a, uint32_t b)
{
    return fuse_add_u32(a, b, 1U);
}

uint32_t fuse_difference(uint32_t a, uint32_t b)
{
    if (a < b) {
        return 0U;
    }
    return a - b;
}

uint32_t fuse_scaled(uint32_t a)
{
    return fuse_min_u32(a, LIMIT) * 4U + 3U;
}

uint16_t fuse_mean(uint16_t a, uint16_t b)
{
    const uint32_t total = (uint32_t)a + (uint32_t)b;
    return (uint16_t)(total / 2U);
}

int32_t fuse_quotient(int32_t a, int32_t b)
{
    return fuse_div_i32(a, b, 2U);
}

uint32_t fuse_bucket(uint32_t hash, uint32_t buckets)
{
    if (buckets == 0U) {
        return 0U;
    }
    return hash % buckets;
}

uint32_t fuse_mix(uint32_t hash, uint8_t byte)
{
    return (hash ^ (uint32_t)byte) * 16777619U;
}

int32_t fuse_clamped(int32_t a, int32_t b)
{
    return fuse_sat_sub_i32(a, b);
}

bool fuse_try_multiply(uint64_t a, uint64_t b, uint64_t *out)
{
    const fuse_checked_u64_t product = fuse_try_mul_u64(a, b);
    if (product.ok) {
        *out = product.value;
    }
    return product.ok;
}

uint8_t fuse_low_byte(uint32_t x)
{
    return (uint8_t)(x >> 8U);
}

uint32_t fuse_rotate_left(uint32_t x, uint32_t by)
{
    const uint32_t n = by & 31U;
    if (n == 0U) {
        return x;
    }
    return (x << n) | (x >> (32U - n));
}

int32_t fuse_sign(int32_t x)
{
    return (x > 0) ? 1 : (x < 0) ? -1 : 0;
}

int16_t fuse_negated(int16_t x)
{
    return fuse_i16_from_i32(-(int32_t)x, 3U);
}
