/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from for/input.ts by codegen; do not edit. */
/** Statement: for, whose counter and limit bound it; upward, in steps, downward. */
#include "input.h"

uint32_t fuse_sum_below(uint8_t limit)
{
    uint32_t sum = 0U;
    for (uint32_t i = 0U; i < limit; i++) {
        sum = fuse_add_u32(sum, i, 1U);
    }
    return sum;
}

uint32_t fuse_every_fourth(fuse_view_u8_t bytes)
{
    uint32_t bits = 0U;
    const uint32_t end = fuse_min_u32(bytes.length, 64U);
    for (uint32_t i = 0U; i < end; i += 4U) {
        bits |= bytes.start[i];
    }
    return bits;
}

uint32_t fuse_last_non_zero(fuse_view_u8_t bytes)
{
    for (uint32_t i = bytes.length; i > 0U; i--) {
        if (bytes.start[i - 1U] != 0U) {
            return i;
        }
    }
    return 0U;
}
