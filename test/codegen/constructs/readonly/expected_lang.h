/* SPDX-License-Identifier: Apache-2.0 */

static inline uint32_t fuse_sat_sub_u32(uint32_t a, uint32_t b)
{
    if (a < b) {
        return 0U;
    }
    return a - b;
}
