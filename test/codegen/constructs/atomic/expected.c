/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from atomic/input.ts by codegen; do not edit. */
/** Atomics: each operation with its order. */
#include "input.h"

static _Atomic uint32_t pending;
static _Atomic uint8_t owner;

void fuse_post(uint32_t mask)
{
    (void)atomic_fetch_or_explicit(&pending, mask, memory_order_release);
}

uint32_t fuse_take(void)
{
    return atomic_exchange_explicit(&pending, 0U, memory_order_acquire);
}

bool fuse_is_idle(void)
{
    return atomic_load_explicit(&pending, memory_order_relaxed) == 0U;
}

bool fuse_claim(uint8_t id)
{
    return fuse_compare_exchange_u8_acq_rel(&owner, 0U, id);
}

void fuse_release(void)
{
    atomic_store_explicit(&owner, 0U, memory_order_release);
}
