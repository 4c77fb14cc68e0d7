/* SPDX-License-Identifier: Apache-2.0 */

typedef struct fuse_slice_u8 {
    uint8_t *start;
    uint32_t length;
} fuse_slice_u8_t;

typedef struct fuse_view_u8 {
    const uint8_t *start;
    uint32_t length;
} fuse_view_u8_t;

static inline uint32_t fuse_index(uint32_t index, uint32_t length, uint32_t site)
{
    if (index >= length) {
        fuse_panic(site);
    }
    return index;
}
