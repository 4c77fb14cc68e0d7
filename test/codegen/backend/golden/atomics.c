/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/atomics.ts by codegen; do not edit. */
/** Atomics. */
#include "atomics.h"

static _Atomic uint32_t events;
static _Atomic uint8_t busy;

void fuse_post(uint32_t mask)
{
    (void)atomic_fetch_or_explicit(&events, mask, memory_order_release);
}

uint32_t fuse_take(void)
{
    return atomic_exchange_explicit(&events, 0U, memory_order_acquire);
}

uint32_t fuse_peek(void)
{
    return atomic_load_explicit(&events, memory_order_relaxed);
}

bool fuse_enter(void)
{
    return fuse_compare_exchange_u8_acq_rel(&busy, 0U, 1U);
}

void fuse_leave(void)
{
    atomic_store_explicit(&busy, 0U, memory_order_release);
}

uint32_t fuse_count_up(uint32_t by)
{
    return atomic_fetch_add_explicit(&events, by, memory_order_relaxed);
}
