/* SPDX-License-Identifier: Apache-2.0 */

typedef struct fuse_slice_u8 {
    uint8_t *start;
    uint32_t length;
} fuse_slice_u8_t;

static inline uint32_t fuse_sat_add_u32(uint32_t a, uint32_t b)
{
    if (a > UINT32_MAX - b) {
        return UINT32_MAX;
    }
    return a + b;
}

static inline fuse_slice_u8_t fuse_slice_u8(uint8_t *start, uint32_t length)
{
    return (fuse_slice_u8_t){ .start = start, .length = length };
}
