/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from division/input.ts by codegen; do not edit. */
/** Arithmetic: idiv() and %, with the divisor proved, a constant, or checked. */
#include "input.h"

uint32_t fuse_bucket(uint32_t hash, uint32_t buckets)
{
    if (buckets == 0U) {
        return 0U;
    }
    return hash % buckets;
}

uint32_t fuse_tens(uint32_t n)
{
    return n / 10U;
}

uint32_t fuse_quotient(uint32_t a, uint32_t b)
{
    return fuse_div_u32(a, b, 1U);
}

int32_t fuse_signed_quotient(int32_t a, int32_t b)
{
    return fuse_div_i32(a, b, 2U);
}
