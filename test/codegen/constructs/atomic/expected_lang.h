/* SPDX-License-Identifier: Apache-2.0 */

static inline bool fuse_compare_exchange_u8_acq_rel(_Atomic uint8_t *place, uint8_t expected, uint8_t desired)
{
    return atomic_compare_exchange_strong_explicit(
        place, &expected, desired, memory_order_acq_rel, memory_order_acquire);
}
