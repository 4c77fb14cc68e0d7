/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file stops.c
 * Every kind of runaway module is stopped in every way: never early, in time, and with nothing left behind.
 */
#include "stops.h"

#include "check.h"
#include "fake_runtime.h"
#include "under_test.h"

#include <stdio.h>
#include <stdlib.h>

#define QUOTA_US 3000U
#define LATEST_US 250000U
#define ROUNDS 20U
#define KINDS 6U

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

void stops_init(void)
{
    module = fake_module_map();
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

/** Puts the next entry at a random distance from the ticks of the platform's timer. */
static void pass_time(void)
{
    const uint64_t end_us = fuse_platform_get_timestamp_us() + check_random(1000U);
    while (fuse_platform_get_timestamp_us() < end_us) {
    }
}

/** Stops one entry; returns how many microseconds after its quota. */
static uint64_t check_stopped(const char *function, void *argument)
{
    pass_time();
    const fake_entry_t entry = fake_run(1U, QUOTA_US, fake_module_function(&module, function), argument, &module.text);
    CHECK(entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_ABANDONED);
    CHECK_EQUAL(entry.broken, 0U);
    CHECK(entry.expired_after_us >= QUOTA_US);
    CHECK(entry.ended_after_us <= (QUOTA_US + LATEST_US));
    check_others_run();
    return entry.ended_after_us - QUOTA_US;
}

typedef struct {
    const char *name;
    const char *function;
    void *argument;
    /** Microseconds after the quota. */
    uint64_t late[ROUNDS];
} kind_t;

static int compare(const void *a, const void *b)
{
    const uint64_t left = *(const uint64_t *)a;
    const uint64_t right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static void report_lateness(kind_t *kind)
{
    qsort(kind->late, ROUNDS, sizeof kind->late[0], compare);
    (void)printf("    %s: median %u µs, latest %u µs after the quota\n", kind->name, (unsigned int)kind->late[ROUNDS / 2U],
                 (unsigned int)kind->late[ROUNDS - 1U]);
}

void stops_check_way(uint32_t way, const char *name)
{
    uint64_t calls = 0U;
    fake_call_t to_short = {helper_short, &calls};
    fake_call_t to_long = {helper_long, NULL};
    kind_t kinds[KINDS] = {
        {"integer loop", text_spin, NULL, {0U}},          {"floating-point loop", text_float, NULL, {0U}},
        {"all registers in use", text_wreck, NULL, {0U}}, {"memory fill", text_fill, buffer, {0U}},
        {"short calls", text_call_loop, &to_short, {0U}}, {"long calls", text_call_loop, &to_long, {0U}},
    };
    /* The last two are seldom interrupted inside their text: the reason why there is a second way. */
    const uint32_t count = (way == UNDER_TEST_STOP_REDIRECT) ? (KINDS - 2U) : KINDS;
    under_test_stats_t before;
    under_test_stats_t after;
    under_test_force_stop(way);
    under_test_stats(&before);
    for (uint32_t round = 0U; round < ROUNDS; round++) {
        for (uint32_t i = 0U; i < count; i++) {
            kinds[i].late[round] = check_stopped(kinds[i].function, kinds[i].argument);
        }
    }
    under_test_stats(&after);
    under_test_force_stop(UNDER_TEST_STOP_ANY);
    const uint32_t redirected = after.redirected - before.redirected;
    const uint32_t faulted = after.faulted - before.faulted;
    CHECK_EQUAL(redirected + faulted, count * ROUNDS);
    if (way == UNDER_TEST_STOP_REDIRECT) {
        CHECK_EQUAL(faulted, 0U);
    } else {
        CHECK(calls > 0U);
    }
    if (way == UNDER_TEST_STOP_FAULT) {
        CHECK_EQUAL(redirected, 0U);
    }
    (void)printf("%s: %u redirected, %u faulted\n", name, (unsigned int)redirected, (unsigned int)faulted);
    for (uint32_t i = 0U; i < count; i++) {
        report_lateness(&kinds[i]);
    }
}

void stops_check_tried_again(void)
{
    uint64_t calls = 0U;
    fake_call_t to_short = {helper_short, &calls};
    under_test_stats_t before;
    under_test_stats_t after;
    under_test_stats(&before);
    under_test_force_stop(UNDER_TEST_STOP_REDIRECT);
    for (uint32_t round = 0U; round < 10U; round++) {
        const fake_entry_t entry =
            fake_run(1U, QUOTA_US, fake_module_function(&module, text_call_loop), &to_short, &module.text);
        CHECK(entry.expired);
        CHECK_EQUAL(entry.guard, FUSE_GUARD_ABANDONED);
        CHECK_EQUAL(entry.broken, 0U);
        check_others_run();
    }
    under_test_force_stop(UNDER_TEST_STOP_ANY);
    under_test_stats(&after);
    CHECK_EQUAL(after.redirected - before.redirected, 10U);
    CHECK_EQUAL(after.faulted, before.faulted);
}

void stops_check_return_from_outside(void)
{
    under_test_stats_t before;
    under_test_stats_t after;
    under_test_stats(&before);
    fake_call_t past_quota = {helper_past_quota, NULL};
    (void)check_stopped(text_call_once, &past_quota);
    under_test_stats(&after);
    CHECK_EQUAL(after.faulted - before.faulted, 1U);

    /* A call that never touches its text again comes back by itself; the text is restored. */
    const fake_entry_t entry = fake_run(1U, QUOTA_US, (void *)(uintptr_t)helper_past_quota, NULL, &module.text);
    CHECK(entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_RETURNED);
    CHECK_EQUAL(entry.broken, 0U);
    under_test_stats(&before);
    CHECK_EQUAL(before.returned - after.returned, 1U);
    check_others_run();
}

void stops_check_expired_before_entering(void)
{
    under_test_stats_t before;
    under_test_stats_t after;
    uint64_t steps = 0U;
    under_test_stats(&before);
    const uint32_t word = fake_begin(1U);
    fuse_quota_expired_entry(word);
    CHECK_EQUAL(fuse_platform_guard_enter(fake_module_function(&module, text_count), &steps, &module.text), FUSE_GUARD_ABANDONED);
    CHECK(fake_end());
    CHECK_EQUAL(steps, 0U);
    under_test_stats(&after);
    CHECK_EQUAL(after.refused - before.refused, 1U);
    check_others_run();
}

void stops_check_late(void)
{
    under_test_stats_t before;
    under_test_stats_t after;
    uint64_t steps = 0U;
    under_test_stats(&before);
    const uint32_t word = fake_begin(1U);
    CHECK_EQUAL(fuse_platform_guard_enter(fake_module_function(&module, text_count), &steps, &module.text), FUSE_GUARD_RETURNED);
    /* The call is over, the entry is not: there is nothing to stop. */
    fuse_quota_expired_entry(word);
    CHECK(fake_end());
    /* One that arrives in the next entry. */
    (void)fake_begin(1U);
    fake_call_t stop = {(void (*)(void *))(uintptr_t)fuse_platform_guard_stop, NULL};
    CHECK_EQUAL(fuse_platform_guard_enter(fake_module_function(&module, text_call_once), &stop, &module.text), FUSE_GUARD_RETURNED);
    CHECK(!fake_end());
    under_test_stats(&after);
    CHECK_EQUAL(after.faulted + after.redirected + after.returned, before.faulted + before.redirected + before.returned);
    /* A word of an entry that is over. */
    fuse_quota_expired_entry(word);
    check_others_run();
}

void stops_check_stack_end(void)
{
    const uintptr_t limit = fuse_platform_stack_limit();
    CHECK(limit > fake_stack_lowest());
    CHECK(limit < (uintptr_t)__builtin_frame_address(0));
    (void)check_stopped(text_descend, (void *)fake_stack_usable());
    under_test_force_stop(UNDER_TEST_STOP_FAULT);
    (void)check_stopped(text_descend, (void *)fake_stack_usable());
    under_test_force_stop(UNDER_TEST_STOP_ANY);
}
