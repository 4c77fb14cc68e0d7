/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from break_continue/input.ts by codegen; do not edit. */
/** Statement: break and continue. */
#include "input.h"

uint32_t fuse_first_wanted(fuse_view_u8_t bytes)
{
    uint32_t found = bytes.length;
    for (uint32_t i = 0U; i < bytes.length; i++) {
        if (bytes.start[i] == 0U) {
            continue;
        }
        if (bytes.start[i] > 0x7FU) {
            break;
        }
        found = i;
    }
    return found;
}
