/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from literals/input.ts by codegen; do not edit. */
/** Literals keep the notation of the source. */
#include "input.h"

#define MASK 0x0000FFFFU
#define SECOND_US 1000000U
#define NEVER UINT64_C(0xFFFFFFFFFFFFFFFF)

static const uint32_t table[4] = { 0x428A2F98U, 0x71374491U, 10U, 0xAU };

uint32_t fuse_low(uint32_t x)
{
    return x & MASK;
}

uint32_t fuse_at(uint32_t i)
{
    return (i < 4U) ? table[i] : 0xDEADBEEFU;
}

uint64_t fuse_timeout(uint8_t seconds)
{
    return (seconds == 0U) ? NEVER : seconds * (uint64_t)SECOND_US;
}
