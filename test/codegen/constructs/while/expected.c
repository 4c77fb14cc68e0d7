/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from while/input.ts by codegen; do not edit. */
/** Statement: while, with a declared bound that is counted and checked. */
#include "input.h"

uint32_t fuse_count_bits(uint32_t x)
{
    uint32_t bits = 0U;
    uint32_t rest = x;
    /* Bounded: one bit less each turn. */
    uint32_t turns_left = 32U;
    while (rest != 0U) {
        fuse_bound(&turns_left, 1U);
        rest &= rest - 1U;
        bits = fuse_sat_add_u32(bits, 1U);
    }
    return bits;
}
