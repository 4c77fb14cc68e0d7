/* SPDX-License-Identifier: Apache-2.0 */

typedef struct fuse_checked_u32 {
    bool ok;
    uint32_t value;
} fuse_checked_u32_t;

static inline fuse_checked_u32_t fuse_try_mul_u32(uint32_t a, uint32_t b)
{
    const uint64_t result = (uint64_t)a * (uint64_t)b;
    if (result > UINT32_MAX) {
        return (fuse_checked_u32_t){ .ok = false, .value = 0U };
    }
    return (fuse_checked_u32_t){ .ok = true, .value = (uint32_t)result };
}
