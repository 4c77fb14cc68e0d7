/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from unreachable/input.ts by codegen; do not edit. */
/** Statement: unreachable(), for a state that the code says cannot be. */
#include "input.h"

uint32_t fuse_parity(uint32_t x)
{
    switch (x & 1U) {
    case 0U:
        return 0U;
    case 1U:
        return 1U;
    default:
        fuse_panic(1U);
    }
}
