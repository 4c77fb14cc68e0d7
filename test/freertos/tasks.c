/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file tasks.c
 * Stops among other tasks: a more urgent one that pre-empts, one of the same priority that takes turns, and both as the ones that
 * end quotas, at whatever moment they get.
 */
#include "check.h"
#include "fake_runtime.h"
#include "under_test.h"

#include "FreeRTOS.h"
#include "task.h"

#include <stdio.h>

#define RELOADS 1000U
#define ROUNDS 300U
#define SHORT_ENTRIES 3000U
/** What AddressSanitizer maps for itself meanwhile; far less than a mapping for each stop. */
#ifdef __SANITIZE_ADDRESS__
#define HELD_BY_SANITIZER 20U
#else
#define HELD_BY_SANITIZER 0U
#endif
#define LONG_QUOTA_US 5000000U
#define STACK_WORDS 256U

/** What the other tasks do. */
typedef enum { IDLE, PREEMPT, SPIN, EXPIRE_AT_TICKS, EXPIRE_ALWAYS } order_t;

static volatile order_t urgent_order = IDLE;
static volatile order_t equal_order = IDLE;
static volatile uint32_t urgent_turns;
static volatile uint32_t equal_turns;

static fake_module_t other;
static uint64_t counter;
static unsigned char buffer[4096];

/** Uses what a switch must preserve. */
static void spin(uint32_t us)
{
    const uint64_t end_us = fuse_platform_get_timestamp_us() + us;
    volatile double value = 1.5;
    while (fuse_platform_get_timestamp_us() < end_us) {
        value = (value * 1.25) - 0.25;
    }
}

static void urgent(void *unused)
{
    (void)unused;
    for (;;) {
        vTaskDelay(1U);
        if (urgent_order == PREEMPT) {
            spin(100U);
            urgent_turns++;
        } else if (urgent_order == EXPIRE_AT_TICKS) {
            fuse_quota_expired(1U);
            urgent_turns++;
        } else {
            /* Nothing to do. */
        }
    }
}

static void equal(void *unused)
{
    (void)unused;
    for (;;) {
        if (equal_order == EXPIRE_ALWAYS) {
            fuse_quota_expired(1U);
        }
        if (equal_order == IDLE) {
            vTaskDelay(1U);
        } else {
            equal_turns++;
        }
    }
}

static void helper_short(void *argument)
{
    volatile uint32_t *const work = argument;
    for (volatile uint32_t i = 0U; i < *work; i++) {
    }
}

static uint32_t work = 100U;
static uint32_t longest_work;
static fake_call_t to_short = {helper_short, &work};

/** Work of about three ticks, so that stops come before, in and after it. */
static void measure_work(void)
{
    const uint64_t start_us = fuse_platform_get_timestamp_us();
    uint32_t turns = 0U;
    work = 100U;
    while (fuse_platform_get_timestamp_us() < (start_us + 3000U)) {
        helper_short(&work);
        turns++;
    }
    longest_work = turns * work;
}

static const char *pick(void **argument)
{
    switch (check_random(5U)) {
    case 0U:
        *argument = buffer;
        return text_fill;
    case 1U:
        *argument = NULL;
        return text_wreck;
    case 2U:
        *argument = NULL;
        return text_float;
    case 3U:
        *argument = NULL;
        return text_spin;
    default:
        *argument = &to_short;
        work = check_random(300U);
        return text_call_loop;
    }
}

static bool other_runs(void)
{
    const uint64_t before = counter;
    const fake_entry_t entry = fake_run(2U, LONG_QUOTA_US, fake_module_function(&other, text_count), &counter, &other.text);
    return (entry.guard == FUSE_GUARD_RETURNED) && !entry.expired && (entry.broken == 0U) && (counter == (before + 1U));
}

/** Loads, stops, unloads, steps another; true if all went well. */
static bool reload_and_stop(uint32_t quota_us)
{
    void *argument;
    const char *const function = pick(&argument);
    fake_module_t module = fake_module_map();
    const fake_entry_t entry = fake_run(1U, quota_us, fake_module_function(&module, function), argument, &module.text);
    fake_module_unmap(&module);
    return entry.expired && (entry.guard == FUSE_GUARD_ABANDONED) && (entry.broken == 0U) && (entry.expired_after_us >= quota_us) && other_runs();
}

static void report(const char *name, const under_test_stats_t *before)
{
    under_test_stats_t now;
    under_test_stats(&now);
    (void)printf("%s: %u redirected, %u faulted, %u returned, %u refused\n", name, (unsigned int)(now.redirected - before->redirected),
                 (unsigned int)(now.faulted - before->faulted), (unsigned int)(now.returned - before->returned),
                 (unsigned int)(now.refused - before->refused));
}

static void check_reloads(const char *name, uint32_t rounds, uint32_t longest_quota_us)
{
    under_test_stats_t before;
    under_test_stats(&before);
    uint32_t good = 0U;
    for (uint32_t i = 0U; i < rounds; i++) {
        good += reload_and_stop(1U + check_random(longest_quota_us)) ? 1U : 0U;
    }
    CHECK_EQUAL(good, rounds);
    report(name, &before);
}

static void check_preempted(void)
{
    urgent_order = PREEMPT;
    const uint32_t turns = urgent_turns;
    check_reloads("a more urgent task pre-empts", RELOADS, 1500U);
    /* An entry takes a tick, or half of one where a timer of its own ends it. */
    CHECK((urgent_turns - turns) >= (RELOADS / 2U));
    urgent_order = IDLE;
}

static void check_taking_turns(void)
{
    equal_order = SPIN;
    const uint32_t turns = equal_turns;
    check_reloads("a task of the same priority spins", ROUNDS, 1500U);
    CHECK(equal_turns != turns);
    equal_order = IDLE;
}

/** Endless loops, ended by other tasks. */
static void check_expired_by(const char *name)
{
    under_test_stats_t before;
    under_test_stats(&before);
    fake_module_t module = fake_module_map();
    uint32_t good = 0U;
    for (uint32_t i = 0U; i < ROUNDS; i++) {
        void *argument;
        void *const code = fake_module_function(&module, pick(&argument));
        uint64_t broken = 0U;
        (void)fake_begin(1U);
        const uint32_t guard = checked_guard_enter(code, argument, &module.text, &broken);
        good += (fake_end() && (guard == FUSE_GUARD_ABANDONED) && (broken == 0U) && other_runs()) ? 1U : 0U;
    }
    fake_module_unmap(&module);
    CHECK_EQUAL(good, ROUNDS);
    report(name, &before);
}

/** Short entries: the stop meets every part of entering and leaving, and the next entry must be untouched by it. */
static void check_short_entries(const char *name)
{
    under_test_stats_t before;
    under_test_stats(&before);
    fake_module_t module = fake_module_map();
    uint32_t good = 0U;
    uint32_t expired = 0U;
    for (uint32_t i = 0U; i < SHORT_ENTRIES; i++) {
        work = check_random(longest_work);
        uint64_t broken = 0U;
        (void)fake_begin(1U);
        const uint32_t guard = checked_guard_enter(fake_module_function(&module, text_call_once), &to_short, &module.text, &broken);
        const bool was_expired = fake_end();
        good += ((broken == 0U) && (was_expired || (guard == FUSE_GUARD_RETURNED)) && other_runs()) ? 1U : 0U;
        expired += was_expired ? 1U : 0U;
    }
    fake_module_unmap(&module);
    CHECK_EQUAL(good, SHORT_ENTRIES);
    CHECK(expired > 0U);
    CHECK(expired < SHORT_ENTRIES);
    (void)printf("%s: %u of %u expired\n", name, (unsigned int)expired, SHORT_ENTRIES);
    report(name, &before);
}

static uint32_t calls;

/** Ends the quota of the module that calls it, at its third call. */
static void helper_expires(void *argument)
{
    (void)argument;
    calls++;
    if (calls == 3U) {
        fuse_quota_expired(1U);
    }
}

/** Waits, as a host function may, until another task has ended the quota. */
static void helper_waits(void *argument)
{
    (void)argument;
    calls++;
    while (!fuse_entry_expired()) {
        vTaskDelay(1U);
    }
}

/** The module must not execute one more instruction after the call, let alone call again. */
static void check_ended_during_call(void (*helper)(void *argument), uint32_t expected_calls)
{
    under_test_stats_t before;
    under_test_stats_t after;
    fake_module_t module = fake_module_map();
    fake_call_t call = {helper, NULL};
    uint64_t broken = 0U;
    under_test_stats(&before);
    calls = 0U;
    (void)fake_begin(1U);
    CHECK_EQUAL(checked_guard_enter(fake_module_function(&module, text_call_loop), &call, &module.text, &broken), FUSE_GUARD_ABANDONED);
    CHECK(fake_end());
    CHECK_EQUAL(broken, 0U);
    CHECK_EQUAL(calls, expected_calls);
    under_test_stats(&after);
    CHECK_EQUAL(after.faulted - before.faulted, 1U);
    CHECK(other_runs());
    fake_module_unmap(&module);
}

static StackType_t urgent_stack[STACK_WORDS];
static StaticTask_t urgent_block;
static StackType_t equal_stack[STACK_WORDS];
static StaticTask_t equal_block;

static uint32_t body(void)
{
    fuse_platform_init();
    other = fake_module_map();
    measure_work();
    TaskStatus_t status;
    vTaskGetInfo(NULL, &status, pdFALSE, eRunning);
    const UBaseType_t mine = status.uxCurrentPriority;
    CHECK(xTaskCreateStatic(urgent, "urgent", STACK_WORDS, NULL, mine + 1U, urgent_stack, &urgent_block) != NULL);
    CHECK(xTaskCreateStatic(equal, "equal", STACK_WORDS, NULL, mine, equal_stack, &equal_block) != NULL);
    CHECK(reload_and_stop(1000U));
    const uint32_t before = fake_modules_held();

    check_preempted();
    check_taking_turns();

    urgent_order = EXPIRE_AT_TICKS;
    check_expired_by("ended by a more urgent task");
    check_short_entries("short entries, ended by a more urgent task");
    check_ended_during_call(helper_waits, 1U);
    urgent_order = IDLE;

    equal_order = EXPIRE_ALWAYS;
    check_expired_by("ended by a task of the same priority");
    equal_order = IDLE;
    check_ended_during_call(helper_expires, 3U);

    CHECK(fake_modules_held() <= (before + HELD_BY_SANITIZER));
    const int result = check_finish();
    (void)fflush(stdout);
    return (uint32_t)result;
}

int main(void)
{
    fuse_freertos_run(body);
}
