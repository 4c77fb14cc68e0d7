/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from locals/input.ts by codegen; do not edit. */
/** Statement: const and let. */
#include "input.h"

uint16_t fuse_average(uint16_t a, uint16_t b)
{
    const uint32_t sum = (uint32_t)a + (uint32_t)b;
    uint32_t half = sum >> 1U;

    /* Rounded to even. */
    if ((sum & 1U) == 1U && (half & 1U) == 1U) {
        half++;
    }
    return (uint16_t)half;
}
