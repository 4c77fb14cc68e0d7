/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from function/input.ts by codegen; do not edit. */
/** Declaration: functions; what is exported has a prefix, what is not is static. */
#include "input.h"

/** Adds the two, as far as there is room. */
static uint32_t added(uint32_t a, uint32_t b)
{
    return fuse_sat_add_u32(a, b);
}

uint32_t fuse_sum_of_three(uint32_t first, uint32_t second_and_last)
{
    return added(first, added(second_and_last, second_and_last));
}

/** The first of `their_own` and \`1\`. */
static uint32_t either(uint32_t their_own)
{
    return (their_own == 0U) ? 1U : their_own;
}

uint32_t fuse_some(uint32_t n)
{
    return either(n);
}
