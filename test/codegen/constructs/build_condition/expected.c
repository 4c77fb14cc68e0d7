/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from build_condition/input.ts by codegen; do not edit. */
/** Build: when() becomes #if. */
#include "input.h"

#if APP_FAST
/** Used with APP_FAST only. */
static uint32_t quick(uint32_t x)
{
    return x >> 1U;
}
#endif

uint32_t fuse_halved(uint32_t x)
{
#if APP_FAST
    return quick(x);
#else
    return x / 2U;
#endif
}

uint32_t fuse_chosen(uint32_t x)
{
    uint32_t result = x;
#if APP_FAST
    {
        const uint32_t fast = quick(x);
        result = fuse_sat_add_u32(result, fast);
    }
#else
    result = 1U;
#endif
    return result;
}
