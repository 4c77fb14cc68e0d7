/* SPDX-License-Identifier: Apache-2.0 */

static inline uint32_t fuse_shift(uint32_t count, uint32_t width, uint32_t site)
{
    if (count >= width) {
        fuse_panic(site);
    }
    return count;
}
