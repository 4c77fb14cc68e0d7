/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/build.ts by codegen; do not edit. */
/** Build conditions and constants. */
#include "build.h"

static uint32_t slots[APP_SLOTS];

#if APP_FAST
static uint32_t hits = 0U;
#endif
#if APP_FAST
/** Used with APP_FAST only. */
static uint32_t quick(uint32_t i)
{
    hits = fuse_sat_add_u32(hits, 1U);
    return i;
}
#endif
#if !APP_FAST
static uint32_t slow(uint32_t i)
{
    return i & 1U;
}
#endif

uint32_t fuse_choose(uint32_t i)
{
    const uint32_t half = i >> 1U;
    (void)half;
#if APP_FAST
    return quick(half);
#else
    return slow(i);
#endif
}

bool fuse_set_slot(uint32_t i, uint32_t value)
{
    if (i >= APP_SLOTS) {
        return false;
    }
    slots[i] = value;
    return true;
}

uint32_t fuse_sum_of_slots(void)
{
    uint32_t sum = 0U;
    for (uint32_t i = 0U; i < APP_SLOTS; i++) {
        sum += slots[i];
    }
    return sum;
}
