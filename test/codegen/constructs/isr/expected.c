/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from isr/input.ts by codegen; do not edit. */
/** Interrupts: an */
#include "input.h"

static _Atomic uint32_t ticks;

static const uint32_t masks[2] = { 0x1U, 0x10U };

static uint32_t mask_of(uint32_t line)
{
    return masks[line & 1U];
}

void fuse_on_tick(uint32_t line)
{
    (void)atomic_fetch_add_explicit(&ticks, mask_of(line), memory_order_relaxed);
}
