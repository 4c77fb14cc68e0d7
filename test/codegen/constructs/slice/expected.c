/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from slice/input.ts by codegen; do not edit. */
/** Type: Slice and ReadonlySlice: pointer and length; an index proved, and one checked. */
#include "input.h"

uint32_t fuse_checksum(fuse_view_u8_t bytes)
{
    uint32_t sum = 0U;
    for (uint32_t i = 0U; i < bytes.length; i++) {
        sum += bytes.start[i];
    }
    return sum;
}

uint8_t fuse_at(fuse_view_u8_t bytes, uint32_t i)
{
    return bytes.start[fuse_index(i, bytes.length, 1U)];
}

void fuse_put(fuse_slice_u8_t bytes, uint32_t i, uint8_t value)
{
    if (i < bytes.length) {
        bytes.start[i] = value;
    }
}
