/* SPDX-License-Identifier: Apache-2.0 */

/** C's own, which a freestanding program may call but whose header it does not have. */
void *memmove(void *target, const void *source, size_t size);

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

static inline fuse_slice_u8_t fuse_slice_u8(uint8_t *start, uint32_t length)
{
    return (fuse_slice_u8_t){ .start = start, .length = length };
}

static inline fuse_slice_u8_t fuse_slice_u8_part(fuse_slice_u8_t slice, uint32_t from, uint32_t to)
{
    if (from != 0U) {
        slice.start = &slice.start[from];
    }
    slice.length = to - from;
    return slice;
}

static inline fuse_slice_u8_t fuse_slice_u8_from(fuse_slice_u8_t slice, uint32_t from)
{
    if (from != 0U) {
        slice.start = &slice.start[from];
    }
    slice.length -= from;
    return slice;
}

static inline void fuse_copy_u8(fuse_slice_u8_t target, fuse_view_u8_t source)
{
    if (source.length != 0U) {
        (void)memmove(target.start, source.start, source.length * sizeof(source.start[0]));
    }
}

static inline void fuse_copy_u8_checked(fuse_slice_u8_t target, fuse_view_u8_t source, uint32_t site)
{
    if (source.length > target.length) {
        fuse_panic(site);
    }
    if (source.length != 0U) {
        (void)memmove(target.start, source.start, source.length * sizeof(source.start[0]));
    }
}

static inline void fuse_fill_u8(fuse_slice_u8_t target, uint8_t value)
{
    for (uint32_t i = 0U; i < target.length; i++) {
        target.start[i] = value;
    }
}

static inline fuse_view_u8_t fuse_view_u8_part(fuse_view_u8_t slice, uint32_t from, uint32_t to)
{
    if (from != 0U) {
        slice.start = &slice.start[from];
    }
    slice.length = to - from;
    return slice;
}
