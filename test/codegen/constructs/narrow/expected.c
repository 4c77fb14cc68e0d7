/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from narrow/input.ts by codegen; do not edit. */
/** Arithmetic: narrow types are computed in 32 bits. */
#include "input.h"

uint32_t fuse_sum(uint8_t a, uint8_t b)
{
    return (uint32_t)a + (uint32_t)b;
}

uint8_t fuse_folded(uint8_t a, uint8_t b)
{
    return (uint8_t)((uint32_t)a + (uint32_t)b);
}

int32_t fuse_distance(int16_t a, int16_t b)
{
    return (int32_t)a - (int32_t)b;
}
