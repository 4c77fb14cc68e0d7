/* SPDX-License-Identifier: Apache-2.0 */

/** Text: `length` bytes at `start`, not terminated. */
typedef struct fuse_text {
    const char *start;
    uint32_t length;
} fuse_text_t;

#define FUSE_TEXT_INIT(literal) { literal, (uint32_t)(sizeof(literal) - 1U) }
#define FUSE_TEXT(literal) (fuse_text_t){ literal, (uint32_t)(sizeof(literal) - 1U) }

static inline uint32_t fuse_sat_add_u32(uint32_t a, uint32_t b)
{
    if (a > UINT32_MAX - b) {
        return UINT32_MAX;
    }
    return a + b;
}
