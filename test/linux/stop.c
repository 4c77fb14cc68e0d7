/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file stop.c
 * Every kind of runaway module is stopped in every way: never early, in time, and with nothing left behind.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fake_runtime.h"
#include "fuse_platform_linux.h"

#include <pthread.h>
#include <stdio.h>

#define QUOTA_US 3000U
#define LATEST_US 250000U

static fake_module_t module;
static unsigned char buffer[4096];

static void helper_short(void *argument)
{
    volatile uint64_t *const calls = argument;
    *calls = *calls + 1U;
}

/** Spends nearly all of the module's time outside its text. */
static void helper_long(void *argument)
{
    (void)argument;
    const uint64_t end_us = fuse_platform_get_timestamp_us() + 200U;
    while (fuse_platform_get_timestamp_us() < end_us) {
    }
}

/** Goes on for a while after the quota, outside the text. */
static void helper_past_quota(void *argument)
{
    (void)argument;
    while (!fuse_entry_expired()) {
    }
    fuse_platform_sleep_us(3000U);
}

static void check_others_run(void)
{
    uint64_t steps = 0U;
    fake_module_t other = fake_module_map();
    fake_entry_t entry = fake_run(2U, 1000000U, fake_module_function(&other, text_count), &steps, &other.text);
    CHECK(!entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_RETURNED);
    CHECK_EQUAL(entry.broken, 0U);
    /* The stopped module's own text is whole again, too. */
    entry = fake_run(1U, 0U, fake_module_function(&module, text_count), &steps, &module.text);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_RETURNED);
    CHECK_EQUAL(steps, 2U);
    fake_module_unmap(&other);
}

static uint64_t latest_us;

static void check_stopped(const char *function, void *argument)
{
    const fake_entry_t entry = fake_run(1U, QUOTA_US, fake_module_function(&module, function), argument, &module.text);
    CHECK(entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_ABANDONED);
    CHECK_EQUAL(entry.broken, 0U);
    CHECK(entry.expired_after_us >= QUOTA_US);
    CHECK(entry.ended_after_us <= (QUOTA_US + LATEST_US));
    if ((entry.ended_after_us - QUOTA_US) > latest_us) {
        latest_us = entry.ended_after_us - QUOTA_US;
    }
    check_others_run();
}

static uint32_t check_every_kind(uint32_t way)
{
    uint64_t calls = 0U;
    fake_call_t to_short = {helper_short, &calls};
    fake_call_t to_long = {helper_long, NULL};
    check_stopped(text_spin, NULL);
    check_stopped(text_float, NULL);
    check_stopped(text_wreck, NULL);
    check_stopped(text_fill, buffer);
    if (way == FUSE_PLATFORM_LINUX_STOP_REDIRECT) {
        /* The others are seldom interrupted inside their text: the reason why there is a second way. */
        return 4U;
    }
    check_stopped(text_call_loop, &to_short);
    CHECK(calls > 0U);
    check_stopped(text_call_loop, &to_long);
    return 6U;
}

static void check_way(uint32_t way, const char *name)
{
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats_t after;
    fuse_platform_linux_force_stop(way);
    fuse_platform_linux_stats(&before);
    latest_us = 0U;
    uint32_t stops = 0U;
    for (uint32_t round = 0U; round < 5U; round++) {
        stops += check_every_kind(way);
    }
    fuse_platform_linux_stats(&after);
    const uint32_t redirected = after.redirected - before.redirected;
    const uint32_t faulted = after.faulted - before.faulted;
    CHECK_EQUAL(redirected + faulted, stops);
    if (way == FUSE_PLATFORM_LINUX_STOP_REDIRECT) {
        CHECK_EQUAL(faulted, 0U);
    }
    if (way == FUSE_PLATFORM_LINUX_STOP_FAULT) {
        CHECK_EQUAL(redirected, 0U);
    }
    (void)printf("%s: %u redirected, %u faulted, latest %u µs after the quota\n", name, (unsigned int)redirected,
                 (unsigned int)faulted, (unsigned int)latest_us);
    fuse_platform_linux_force_stop(FUSE_PLATFORM_LINUX_STOP_ANY);
}

/** The watchdog tries again until a signal meets the text, however long that takes. */
static void check_tried_again(void)
{
    uint64_t calls = 0U;
    fake_call_t to_short = {helper_short, &calls};
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats_t after;
    fuse_platform_linux_stats(&before);
    fuse_platform_linux_force_stop(FUSE_PLATFORM_LINUX_STOP_REDIRECT);
    for (uint32_t round = 0U; round < 10U; round++) {
        const fake_entry_t entry =
            fake_run(1U, QUOTA_US, fake_module_function(&module, text_call_loop), &to_short, &module.text);
        CHECK(entry.expired);
        CHECK_EQUAL(entry.guard, FUSE_GUARD_ABANDONED);
        CHECK_EQUAL(entry.broken, 0U);
        check_others_run();
    }
    fuse_platform_linux_force_stop(FUSE_PLATFORM_LINUX_STOP_ANY);
    fuse_platform_linux_stats(&after);
    CHECK_EQUAL(after.redirected - before.redirected, 10U);
    CHECK_EQUAL(after.faulted, before.faulted);
}

static void check_return_from_outside(void)
{
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats_t after;
    fuse_platform_linux_stats(&before);
    fake_call_t past_quota = {helper_past_quota, NULL};
    check_stopped(text_call_once, &past_quota);
    fuse_platform_linux_stats(&after);
    CHECK_EQUAL(after.faulted - before.faulted, 1U);

    /* A call that never touches its text again comes back by itself; the text is restored. */
    const fake_entry_t entry = fake_run(1U, QUOTA_US, (void *)(uintptr_t)helper_past_quota, NULL, &module.text);
    CHECK(entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_RETURNED);
    CHECK_EQUAL(entry.broken, 0U);
    fuse_platform_linux_stats(&before);
    CHECK_EQUAL(before.returned - after.returned, 1U);
    check_others_run();
}

static void check_expired_before_entering(void)
{
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats_t after;
    uint64_t steps = 0U;
    fuse_platform_linux_stats(&before);
    const uint32_t word = fake_begin(1U);
    fuse_quota_expired_entry(word);
    CHECK_EQUAL(fuse_platform_guard_enter(fake_module_function(&module, text_count), &steps, &module.text), FUSE_GUARD_ABANDONED);
    CHECK(fake_end());
    CHECK_EQUAL(steps, 0U);
    fuse_platform_linux_stats(&after);
    CHECK_EQUAL(after.refused - before.refused, 1U);
    check_others_run();
}

static void check_late_signal(void)
{
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats_t after;
    uint64_t steps = 0U;
    fuse_platform_linux_stats(&before);
    const uint32_t word = fake_begin(1U);
    CHECK_EQUAL(fuse_platform_guard_enter(fake_module_function(&module, text_count), &steps, &module.text), FUSE_GUARD_RETURNED);
    /* The call is over, the entry is not: a signal now has nothing to stop. */
    fuse_quota_expired_entry(word);
    CHECK(fake_end());
    /* One that arrives in the next entry. */
    (void)fake_begin(1U);
    fake_call_t stop = {(void (*)(void *))(uintptr_t)fuse_platform_guard_stop, NULL};
    CHECK_EQUAL(fuse_platform_guard_enter(fake_module_function(&module, text_call_once), &stop, &module.text), FUSE_GUARD_RETURNED);
    CHECK(!fake_end());
    fuse_platform_linux_stats(&after);
    CHECK_EQUAL(after.late_signals - before.late_signals, 2U);
    CHECK_EQUAL(after.faulted + after.redirected + after.returned, before.faulted + before.redirected + before.returned);
    /* A word of an entry that is over. */
    fuse_quota_expired_entry(word);
    check_others_run();
}

static void *stop_at_stack_end(void *unused)
{
    (void)unused;
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t size = 0U;
    (void)pthread_getattr_np(pthread_self(), &attributes);
    (void)pthread_attr_getstack(&attributes, &lowest, &size);
    (void)pthread_attr_destroy(&attributes);
    const uintptr_t limit = fuse_platform_stack_limit();
    CHECK(limit > (uintptr_t)lowest);
    CHECK(limit < (uintptr_t)__builtin_frame_address(0));
    check_stopped(text_descend, lowest);
    fuse_platform_linux_force_stop(FUSE_PLATFORM_LINUX_STOP_FAULT);
    check_stopped(text_descend, lowest);
    fuse_platform_linux_force_stop(FUSE_PLATFORM_LINUX_STOP_ANY);
    return NULL;
}

int main(void)
{
    fuse_platform_init();
    fuse_platform_init();
    CHECK_EQUAL(fuse_platform_guard_kind(), FUSE_GUARD_KIND_CERTAIN);
    module = fake_module_map();

    check_way(FUSE_PLATFORM_LINUX_STOP_ANY, "any way");
    check_way(FUSE_PLATFORM_LINUX_STOP_REDIRECT, "redirect");
    check_way(FUSE_PLATFORM_LINUX_STOP_FAULT, "fault");
    check_tried_again();
    check_return_from_outside();
    check_expired_before_entering();
    check_late_signal();

    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, stop_at_stack_end, NULL) == 0);
    (void)pthread_join(thread, NULL);
    return check_finish();
}
