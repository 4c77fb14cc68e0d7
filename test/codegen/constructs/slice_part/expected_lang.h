/* SPDX-License-Identifier: Apache-2.0 */

typedef struct fuse_slice_u8 {
    uint8_t *start;
    uint32_t length;
} fuse_slice_u8_t;

typedef struct fuse_view_u8 {
    const uint8_t *start;
    uint32_t length;
} fuse_view_u8_t;

static inline uint32_t fuse_min_u32(uint32_t a, uint32_t b)
{
    return (b < a) ? b : a;
}

static inline fuse_slice_u8_t fuse_slice_u8_from(fuse_slice_u8_t slice, uint32_t from)
{
    if (from != 0U) {
        slice.start = &slice.start[from];
    }
    slice.length -= from;
    return slice;
}

static inline fuse_view_u8_t fuse_view_u8(const uint8_t *start, uint32_t length)
{
    return (fuse_view_u8_t){ .start = start, .length = length };
}

static inline fuse_view_u8_t fuse_view_u8_part_checked(fuse_view_u8_t slice, uint32_t from, uint32_t to, uint32_t site)
{
    if (from > to || to > slice.length) {
        fuse_panic(site);
    }
    if (from != 0U) {
        slice.start = &slice.start[from];
    }
    slice.length = to - from;
    return slice;
}

static inline fuse_view_u8_t fuse_view_u8_from(fuse_view_u8_t slice, uint32_t from)
{
    if (from != 0U) {
        slice.start = &slice.start[from];
    }
    slice.length -= from;
    return slice;
}
