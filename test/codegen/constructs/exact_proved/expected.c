/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from exact_proved/input.ts by codegen; do not edit. */
/** Arithmetic: + - * are exact; proved from types, guards and minima, so that nothing is checked. */
#include "input.h"

uint32_t fuse_difference(uint32_t a, uint32_t b)
{
    if (a < b) {
        return 0U;
    }
    return a - b;
}

uint32_t fuse_scaled(uint32_t a)
{
    return fuse_min_u32(a, 1000U) * 4U + 3U;
}

uint32_t fuse_product(uint16_t a, uint16_t b)
{
    return (uint32_t)a * (uint32_t)b;
}
