/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from logic/input.ts by codegen; do not edit. */
/** Operators: && || ! ?: */
#include "input.h"

bool fuse_is_usable(bool is_on, bool is_broken, uint32_t level)
{
    return (is_on && !is_broken) || level > 10U;
}

int32_t fuse_sign(int32_t x)
{
    return (x > 0) ? 1 : ((x < 0) ? -1 : 0);
}
