/* SPDX-License-Identifier: Apache-2.0 */

static inline void fuse_bound(uint32_t *left, uint32_t site)
{
    if (*left == 0U) {
        fuse_panic(site);
    }
    *left -= 1U;
}

static inline uint32_t fuse_sat_add_u32(uint32_t a, uint32_t b)
{
    if (a > UINT32_MAX - b) {
        return UINT32_MAX;
    }
    return a + b;
}
