/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from pointer/input.ts by codegen; do not edit. */
/** Type: Pointer<T>; trusted casts and views, which checks.json lists. */
#include "input.h"

typedef struct header {
    uint32_t magic;
    uint32_t size;
} header_t;

#define HEADER_BYTES 8U

uint32_t fuse_size_in(const uint8_t *image, uint32_t length)
{
    const header_t *const header = (const header_t *)image;
    const fuse_view_u8_t bytes = fuse_view_u8(image, length);
    if (length < HEADER_BYTES || bytes.start[0] != 0x7FU) {
        return 0U;
    }
    return header->size;
}

bool fuse_is_aligned(void *memory)
{
    return ((size_t)(uintptr_t)memory & 3U) == 0U;
}
