/* SPDX-License-Identifier: Apache-2.0 */

static inline uint32_t fuse_mul_u32(uint32_t a, uint32_t b, uint32_t site)
{
    const uint64_t result = (uint64_t)a * (uint64_t)b;
    if (result > UINT32_MAX) {
        fuse_panic(site);
    }
    return (uint32_t)result;
}
