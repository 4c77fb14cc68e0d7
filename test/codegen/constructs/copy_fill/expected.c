/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from copy_fill/input.ts by codegen; do not edit. */
/** Memory: copy() and fill(). */
#include "input.h"

static uint8_t line[32];

uint32_t fuse_begin(fuse_view_u8_t bytes)
{
    const uint32_t count = fuse_min_u32(bytes.length, 32U);
    fuse_copy_u8(fuse_slice_u8_part(fuse_slice_u8(line, 32U), 0U, count), fuse_view_u8_part(bytes, 0U, count));
    fuse_fill_u8(fuse_slice_u8_from(fuse_slice_u8(line, 32U), count), 0x20U);
    return count;
}

void fuse_begin16(fuse_view_u8_t bytes)
{
    fuse_copy_u8_checked(fuse_slice_u8_from(fuse_slice_u8(line, 32U), 16U), bytes, 1U);
}
