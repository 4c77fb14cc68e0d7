/* SPDX-License-Identifier: Apache-2.0 */

static inline uint32_t fuse_index(uint32_t index, uint32_t length, uint32_t site)
{
    if (index >= length) {
        fuse_panic(site);
    }
    return index;
}
