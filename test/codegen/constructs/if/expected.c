/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from if/input.ts by codegen; do not edit. */
/** Statement: if, else if, else. */
#include "input.h"

uint32_t fuse_grade(uint32_t points)
{
    /* Most of them pass. */
    if (points >= 50U) {
        return 1U;
    } else if (points >= 40U) {
        return 2U;
    } else {
        return 3U;
    }
}

uint32_t fuse_capped(uint32_t points)
{
    if (points > 100U) {
        return 100U;
    }
    return points;
}
