/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file quota.c
 * The quota timer: arming notes the deadline, the kernel's tick looks at it. Where the board has a one-shot timer, it takes over what
 * is less than a tick away.
 *
 * The task arms and cancels; the interrupts only ever read an armed quota, or disarm the one that they expire. An interrupt runs to
 * its end before the task goes on, so program order is all that is needed.
 */
#include "internal.h"

#include "board.h"

#include <stdatomic.h>

#define US_PER_TICK (1000000U / configTICK_RATE_HZ)

/** The entry's word; FUSE_PLATFORM_ENTRY_IDLE when nothing is armed. */
static volatile uint32_t armed_word;
static volatile uint64_t deadline;
static volatile bool one_shot_running;
static volatile bool stop_again;

/** Never early: the counter is past the deadline, not at it, since the quota may have begun at the end of a count. */
static bool is_due(uint64_t now)
{
    return now > deadline;
}

static void start_one_shot(uint32_t us)
{
    /* Said first: the tick may come in between and must not start it again. */
    one_shot_running = true;
    if (!board_one_shot_start(us)) {
        one_shot_running = false;
    }
}

void fuse_platform_quota_arm(uint32_t id, uint32_t us)
{
    fuse_platform_quota_cancel(id);
    if (us == 0U) {
        return;
    }
    deadline = fuse_machine_count() + fuse_machine_counts(us);
    atomic_signal_fence(memory_order_seq_cst);
    armed_word = fuse_entry_word();
    if (us < US_PER_TICK) {
        start_one_shot(us + 1U);
    }
}

void fuse_platform_quota_cancel(uint32_t id)
{
    (void)id;
    armed_word = FUSE_PLATFORM_ENTRY_IDLE;
    if (one_shot_running) {
        one_shot_running = false;
        board_one_shot_cancel();
    }
}

/** Expires the quota if it is due. Otherwise, if it is due before the next tick, has the one-shot timer come back for it. */
static void look(void)
{
    const uint32_t word = armed_word;
    if (word == FUSE_PLATFORM_ENTRY_IDLE) {
        return;
    }
    const uint64_t now = fuse_machine_count();
    if (is_due(now)) {
        armed_word = FUSE_PLATFORM_ENTRY_IDLE;
        fuse_quota_expired_entry(word);
    } else if (!one_shot_running) {
        const uint64_t left_us = fuse_machine_us(deadline - now);
        if (left_us < US_PER_TICK) {
            /* One for the microsecond begun, one because the deadline must be past. */
            start_one_shot((uint32_t)left_us + 2U);
        }
    } else {
        /* On its way. */
    }
}

void fuse_freertos_one_shot(void)
{
    one_shot_running = false;
    look();
}

void fuse_freertos_stop_again(void)
{
    stop_again = true;
}

void fuse_freertos_tick(void)
{
    look();
    if (stop_again) {
        stop_again = false;
        fuse_platform_guard_stop();
    }
}
