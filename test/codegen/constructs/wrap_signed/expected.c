/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from wrap_signed/input.ts by codegen; do not edit. */
/** Arithmetic: wrap() of signed numbers, by way of unsigned ones. */
#include "input.h"

int32_t fuse_sum(int32_t a, int32_t b)
{
    return fuse_wrap_add_i32(a, b);
}

int32_t fuse_negated(int32_t a)
{
    return fuse_wrap_neg_i32(a);
}
