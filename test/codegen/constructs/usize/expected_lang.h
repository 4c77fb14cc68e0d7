/* SPDX-License-Identifier: Apache-2.0 */

static inline size_t fuse_sat_add_usize(size_t a, size_t b)
{
    if (a > SIZE_MAX - b) {
        return SIZE_MAX;
    }
    return a + b;
}
