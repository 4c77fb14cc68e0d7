/* SPDX-License-Identifier: Apache-2.0 */

static inline int32_t fuse_mul_i32(int32_t a, int32_t b, uint32_t site)
{
    const int64_t result = (int64_t)a * (int64_t)b;
    if (result < INT32_MIN || result > INT32_MAX) {
        fuse_panic(site);
    }
    return (int32_t)result;
}

static inline uint32_t fuse_add_u32(uint32_t a, uint32_t b, uint32_t site)
{
    if (a > UINT32_MAX - b) {
        fuse_panic(site);
    }
    return a + b;
}
