/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from literals/input.ts by codegen; do not edit. */
/** Literals keep the notation of the source. */
#include "input.h"

#define MASK 0xFFFFU
#define SECOND_US 1000000U
#define NEVER UINT64_MAX

static const uint32_t table[4U] = { 1116352408U, 1899447441U, 10U, 10U };

uint32_t fuse_low(uint32_t x)
{
    return x & MASK;
}

uint32_t fuse_at(uint32_t i)
{
    return (i < 4U) ? table[i] : 3735928559U;
}

uint64_t fuse_timeout(uint8_t seconds)
{
    return (seconds == 0U) ? NEVER : (uint64_t)seconds * (uint64_t)SECOND_US;
}
