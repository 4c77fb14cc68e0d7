/* SPDX-License-Identifier: Apache-2.0 */

static inline int32_t fuse_sat_add_i32(int32_t a, int32_t b)
{
    const int64_t result = (int64_t)a + (int64_t)b;
    if (result < INT32_MIN) {
        return INT32_MIN;
    }
    if (result > INT32_MAX) {
        return INT32_MAX;
    }
    return (int32_t)result;
}

static inline int32_t fuse_sat_sub_i32(int32_t a, int32_t b)
{
    const int64_t result = (int64_t)a - (int64_t)b;
    if (result < INT32_MIN) {
        return INT32_MIN;
    }
    if (result > INT32_MAX) {
        return INT32_MAX;
    }
    return (int32_t)result;
}
