/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from do/input.ts by codegen; do not edit. */
/** Statement: do, with a declared bound. */
#include "input.h"

uint32_t fuse_digits(uint32_t n)
{
    uint32_t count = 0U;
    uint32_t rest = n;
    /* Bounded: a u32 has ten digits. */
    uint32_t turns_left = 10U;
    do {
        fuse_bound(&turns_left, 1U);
        rest /= 10U;
        count = fuse_sat_add_u32(count, 1U);
    } while (rest > 0U);
    return count;
}
