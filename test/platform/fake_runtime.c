/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fake_runtime.c
 * The runtime's half of an entry, with the atomics that the real one has.
 */
#include "fake_runtime.h"

#include <stdatomic.h>

static _Atomic uint32_t entry_word;
/** Without the upper half, which not every processor writes at once. */
static _Atomic uint32_t expired_at_us;

uint32_t fuse_entry_word(void)
{
    return atomic_load(&entry_word);
}

bool fuse_entry_expired(void)
{
    return (atomic_load_explicit(&entry_word, memory_order_acquire) & FUSE_PLATFORM_ENTRY_PHASE_MASK) == FUSE_PLATFORM_ENTRY_EXPIRED;
}

void fuse_quota_expired_entry(uint32_t word)
{
    uint32_t expected = word;
    if ((word & FUSE_PLATFORM_ENTRY_PHASE_MASK) != FUSE_PLATFORM_ENTRY_ARMED) {
        return;
    }
    if (atomic_compare_exchange_strong(&entry_word, &expected, (word & ~FUSE_PLATFORM_ENTRY_PHASE_MASK) | FUSE_PLATFORM_ENTRY_EXPIRED)) {
        atomic_store(&expired_at_us, (uint32_t)fuse_platform_get_timestamp_us());
        fuse_platform_guard_stop();
    }
}

void fuse_quota_expired(uint32_t id)
{
    const uint32_t word = fuse_entry_word();
    if (((word >> FUSE_PLATFORM_ENTRY_ID_SHIFT) & FUSE_PLATFORM_ENTRY_ID_MASK) == id) {
        fuse_quota_expired_entry(word);
    }
}

uint32_t fake_begin(uint32_t id)
{
    const uint32_t generation = (atomic_load(&entry_word) >> 8) + 1U;
    const uint32_t word = (generation << 8) | (id << FUSE_PLATFORM_ENTRY_ID_SHIFT) | FUSE_PLATFORM_ENTRY_ARMED;
    atomic_store(&expired_at_us, 0U);
    atomic_store(&entry_word, word);
    return word;
}

bool fake_end(void)
{
    const uint32_t word = atomic_load(&entry_word);
    return (atomic_exchange(&entry_word, word & ~FUSE_PLATFORM_ENTRY_PHASE_MASK) & FUSE_PLATFORM_ENTRY_PHASE_MASK) == FUSE_PLATFORM_ENTRY_EXPIRED;
}

fake_entry_t fake_run(uint32_t id, uint32_t us, void *code, void *argument, const fuse_platform_text_t *text)
{
    fake_entry_t entry = {0};
    const uint64_t start_us = fuse_platform_get_timestamp_us();
    (void)fake_begin(id);
    if (us != 0U) {
        fuse_platform_quota_arm(id, us);
    }
    entry.guard = checked_guard_enter(code, argument, text, &entry.broken);
    fuse_platform_quota_cancel(id);
    entry.expired = fake_end();
    entry.ended_after_us = fuse_platform_get_timestamp_us() - start_us;
    const uint32_t expired_us = atomic_load(&expired_at_us);
    entry.expired_after_us = entry.expired ? (uint32_t)(expired_us - (uint32_t)start_us) : 0U;
    return entry;
}
