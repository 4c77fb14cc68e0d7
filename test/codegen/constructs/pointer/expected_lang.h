/* SPDX-License-Identifier: Apache-2.0 */

typedef struct fuse_view_u8 {
    const uint8_t *start;
    uint32_t length;
} fuse_view_u8_t;

static inline fuse_view_u8_t fuse_view_u8(const uint8_t *start, uint32_t length)
{
    return (fuse_view_u8_t){ .start = start, .length = length };
}
