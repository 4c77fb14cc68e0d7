/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from out/input.ts by codegen; do not edit. */
/** Type: Out<T>, the place of a result in the caller. */
#include "input.h"

bool fuse_divide(uint32_t a, uint32_t b, uint32_t *quotient)
{
    if (quotient == NULL || b == 0U) {
        return false;
    }
    *quotient = a / b;
    return true;
}
