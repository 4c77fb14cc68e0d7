/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from checked/input.ts by codegen; do not edit. */
/** Arithmetic: checked(), which says whether the value fits. */
#include "input.h"

bool fuse_multiply(uint32_t a, uint32_t b, uint32_t *out)
{
    const fuse_checked_u32_t product = fuse_try_mul_u32(a, b);
    if (product.ok) {
        *out = product.value;
    }
    return product.ok;
}
