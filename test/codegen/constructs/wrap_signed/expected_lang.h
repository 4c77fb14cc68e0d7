/* SPDX-License-Identifier: Apache-2.0 */

static inline int32_t fuse_bits_i32(uint32_t value)
{
    return (value <= (uint32_t)INT32_MAX) ? (int32_t)value : -(int32_t)(UINT32_MAX - value) - 1;
}

static inline int32_t fuse_wrap_add_i32(int32_t a, int32_t b)
{
    return fuse_bits_i32((uint32_t)a + (uint32_t)b);
}

static inline int32_t fuse_wrap_neg_i32(int32_t value)
{
    if (value == INT32_MIN) {
        return INT32_MIN;
    }
    return -value;
}
