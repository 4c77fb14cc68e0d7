/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from readonly/input.ts by codegen; do not edit. */
/** Type: Readonly<S> is C's pointer to const. */
#include "input.h"

typedef struct limits {
    uint32_t low;
    uint32_t high;
} limits_t;

static limits_t limits = { .low = 1U, .high = 9U };

static const limits_t *current(void)
{
    return &limits;
}

uint32_t fuse_span(void)
{
    const limits_t *const now = current();
    return fuse_sat_sub_u32(now->high, now->low);
}
