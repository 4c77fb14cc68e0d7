/* SPDX-License-Identifier: Apache-2.0 */

static inline float fuse_sub_f32(float a, float b)
{
    return a - b;
}

static inline int32_t fuse_i32_from_f64(double value, uint32_t site)
{
    if (!(value > -2147483649.0 && value < 2147483648.0)) {
        fuse_panic(site);
    }
    return (int32_t)value;
}
