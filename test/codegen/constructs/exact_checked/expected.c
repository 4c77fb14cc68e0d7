/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from exact_checked/input.ts by codegen; do not edit. */
/** Arithmetic: + - * are exact; a check at run time, where there is no proof. */
#include "input.h"

uint32_t fuse_sum(uint32_t a, uint32_t b)
{
    return fuse_add_u32(a, b, 1U);
}

int32_t fuse_signed_product(int32_t a, int32_t b)
{
    return fuse_mul_i32(a, b, 2U);
}
