/* SPDX-License-Identifier: Apache-2.0 */

static inline int32_t fuse_neg_i32(int32_t value, uint32_t site)
{
    if (value == INT32_MIN) {
        fuse_panic(site);
    }
    return -value;
}
