/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/loops.ts by codegen; do not edit. */
/** Loops: counted, and with a declared bound. */
#include "loops.h"

uint32_t fuse_count_bits(uint32_t x)
{
    uint32_t bits = 0U;
    uint32_t rest = x;
    /* Bounded: one bit less each turn. */
    uint32_t turns_left = 32U;
    while (rest != 0U) {
        fuse_bound(&turns_left, 6U);
        rest &= rest - 1U;
        bits++;
    }
    return bits;
}

uint32_t fuse_collatz(uint32_t start)
{
    uint64_t n = start;
    uint32_t steps = 0U;
    /* Bounded: enough for the numbers that are asked for. */
    uint32_t turns_left = 100U;
    while (n > UINT64_C(1)) {
        fuse_bound(&turns_left, 7U);
        n = ((n & UINT64_C(1)) == UINT64_C(0))
            ? n >> 1U
            : fuse_sat_add_u64(fuse_mul_u64(n, UINT64_C(3), 8U), UINT64_C(1));
        steps++;
    }
    return steps;
}

uint32_t fuse_downward(fuse_view_u32_t values)
{
    uint32_t last = 0U;
    for (uint32_t i = values.length; i > 0U; i--) {
        last = values.start[i - 1U];
    }
    return last;
}

uint32_t fuse_every_third(fuse_view_u32_t values)
{
    uint32_t sum = 0U;
    const uint32_t length = fuse_min_u32(values.length, 1000U);
    for (uint32_t i = 0U; i < length; i += 3U) {
        if (values.start[i] == 7U) {
            continue;
        }
        if (values.start[i] == 9U) {
            break;
        }
        sum += values.start[i];
    }
    return sum;
}

uint32_t fuse_digits(uint32_t n)
{
    uint32_t count = 0U;
    uint32_t rest = n;
    /* Bounded: a u32 has ten digits. */
    uint32_t turns_left = 10U;
    do {
        fuse_bound(&turns_left, 9U);
        rest /= 10U;
        count++;
    } while (rest > 0U);
    return count;
}
