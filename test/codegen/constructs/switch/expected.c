/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from switch/input.ts by codegen; do not edit. */
/** Statement: switch over numbers; labels in common, a case with locals, default. */
#include "input.h"

uint32_t fuse_width(uint32_t kind)
{
    switch (kind) {
    case 0U:
    case 1U:
        return 8U;
    case 2U: {
        const uint32_t half = kind << 3U;
        return half * 2U;
    }
    default:
        break;
    }
    return 0U;
}
