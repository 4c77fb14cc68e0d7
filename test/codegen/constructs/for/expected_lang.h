/* SPDX-License-Identifier: Apache-2.0 */

typedef struct fuse_view_u8 {
    const uint8_t *start;
    uint32_t length;
} fuse_view_u8_t;

static inline uint32_t fuse_add_u32(uint32_t a, uint32_t b, uint32_t site)
{
    if (a > UINT32_MAX - b) {
        fuse_panic(site);
    }
    return a + b;
}

static inline uint32_t fuse_min_u32(uint32_t a, uint32_t b)
{
    return (b < a) ? b : a;
}
