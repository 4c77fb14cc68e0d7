/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from array/input.ts by codegen; do not edit. */
/** Type: FixedArray; an index proved, and one checked. */
#include "input.h"

#define SLOTS 4U

static uint32_t slots[SLOTS];

void fuse_clear(void)
{
    for (uint32_t i = 0U; i < SLOTS; i++) {
        slots[i] = 0U;
    }
}

void fuse_set(uint32_t i, uint32_t value)
{
    slots[fuse_index(i, SLOTS, 1U)] = value;
}

uint32_t fuse_masked(uint32_t i)
{
    return slots[i & 3U];
}
