/* SPDX-License-Identifier: Apache-2.0 */

static inline int32_t fuse_div_i32(int32_t a, int32_t b, uint32_t site)
{
    if (b == 0 || (a == INT32_MIN && b == -1)) {
        fuse_panic(site);
    }
    return a / b;
}

static inline uint32_t fuse_div_u32(uint32_t a, uint32_t b, uint32_t site)
{
    if (b == 0U) {
        fuse_panic(site);
    }
    return a / b;
}
