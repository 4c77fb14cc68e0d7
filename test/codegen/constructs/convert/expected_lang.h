/* SPDX-License-Identifier: Apache-2.0 */

static inline uint8_t fuse_u8_from_u32(uint32_t value, uint32_t site)
{
    if (value > UINT8_MAX) {
        fuse_panic(site);
    }
    return (uint8_t)value;
}

static inline uint8_t fuse_sat_u8_from_i32(int32_t value)
{
    if (value < 0) {
        return 0U;
    }
    if (value > (int32_t)UINT8_MAX) {
        return UINT8_MAX;
    }
    return (uint8_t)value;
}
