/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/slices.ts by codegen; do not edit. */
/** Slices and arrays: indices, parts, copies. */
#include "slices.h"

#define ROOM 8U

/** A buffer of the file's own. */
static uint8_t buffer[ROOM];

uint32_t fuse_total(fuse_view_u8_t bytes)
{
    uint32_t sum = 0U;
    for (uint32_t i = 0U; i < bytes.length; i++) {
        sum += (uint32_t)bytes.start[i];
    }
    return sum;
}

uint8_t fuse_at(fuse_view_u8_t bytes, uint32_t i)
{
    return bytes.start[fuse_index(i, bytes.length, 10U)];
}

uint8_t fuse_at_or(fuse_view_u8_t bytes, uint32_t i, uint8_t otherwise)
{
    return (i < bytes.length) ? bytes.start[i] : otherwise;
}

/** The bytes after the first `skip`, or none. */
static fuse_view_u8_t after(fuse_view_u8_t bytes, uint32_t skip)
{
    return fuse_view_u8_from(bytes, fuse_min_u32(skip, bytes.length));
}

uint32_t fuse_total_after(fuse_view_u8_t bytes, uint32_t skip)
{
    return fuse_total(after(bytes, skip));
}

uint32_t fuse_store(fuse_view_u8_t bytes)
{
    const uint32_t count = fuse_min_u32(bytes.length, ROOM);
    fuse_copy_u8(fuse_slice_u8_part(fuse_slice_u8(buffer, ROOM), 0U, count), fuse_view_u8_part(bytes, 0U, count));
    fuse_fill_u8(fuse_slice_u8_from(fuse_slice_u8(buffer, ROOM), count), 255U);
    return count;
}

void fuse_store_all(fuse_view_u8_t bytes)
{
    fuse_copy_u8_checked(fuse_slice_u8(buffer, ROOM), bytes, 11U);
}

uint32_t fuse_stored(void)
{
    return fuse_total(fuse_view_u8(buffer, ROOM));
}

void fuse_reverse(fuse_slice_u8_t bytes)
{
    const uint32_t half = bytes.length / 2U;
    for (uint32_t i = 0U; i < half; i++) {
        const uint32_t other = bytes.length - 1U - i;
        const uint8_t kept = bytes.start[i];
        bytes.start[i] = bytes.start[other];
        bytes.start[other] = kept;
    }
}

uint32_t fuse_sliced(uint32_t from, uint32_t to)
{
    return fuse_total(fuse_view_u8_part_checked(fuse_view_u8(buffer, ROOM), from, to, 12U));
}
