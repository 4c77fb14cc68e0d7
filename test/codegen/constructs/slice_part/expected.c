/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from slice_part/input.ts by codegen; do not edit. */
/** Memory: slice() and view(), whose ends are proved, or checked. */
#include "input.h"

static uint8_t buffer[16];

static uint8_t first(fuse_view_u8_t bytes)
{
    return (bytes.length > 0U) ? bytes.start[0] : 0U;
}

uint8_t fuse_after_header(void)
{
    return first(fuse_view_u8_from(fuse_view_u8(buffer, 16U), 4U));
}

uint8_t fuse_part(uint32_t from, uint32_t to)
{
    return first(fuse_view_u8_part_checked(fuse_view_u8(buffer, 16U), from, to, 1U));
}

uint32_t fuse_rest(fuse_slice_u8_t bytes, uint32_t skip)
{
    const fuse_slice_u8_t tail = fuse_slice_u8_from(bytes, fuse_min_u32(skip, bytes.length));
    return tail.length;
}
