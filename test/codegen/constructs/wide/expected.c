/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from wide/input.ts by codegen; do not edit. */
/** Arithmetic: 64 bits. */
#include "input.h"

uint64_t fuse_elapsed(uint64_t now, uint64_t since)
{
    return (now < since) ? UINT64_C(0) : now - since;
}

uint64_t fuse_microseconds(uint32_t milliseconds)
{
    return milliseconds * UINT64_C(1000);
}
