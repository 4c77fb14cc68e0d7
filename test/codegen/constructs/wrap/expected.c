/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from wrap/input.ts by codegen; do not edit. */
/** Arithmetic: wrap(), modulo 2^width. */
#include "input.h"

uint32_t fuse_mix(uint32_t hash, uint8_t byte)
{
    return (hash ^ byte) * 0x01000193U;
}

uint32_t fuse_difference(uint32_t a, uint32_t b)
{
    return a - b;
}
