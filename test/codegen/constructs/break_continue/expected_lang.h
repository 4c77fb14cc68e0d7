/* SPDX-License-Identifier: Apache-2.0 */

typedef struct fuse_view_u8 {
    const uint8_t *start;
    uint32_t length;
} fuse_view_u8_t;
