/* SPDX-License-Identifier: Apache-2.0 */

static inline uint32_t fuse_min_u32(uint32_t a, uint32_t b)
{
    return (b < a) ? b : a;
}
