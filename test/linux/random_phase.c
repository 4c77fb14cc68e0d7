/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file random_phase.c
 * Thousands of stops at random moments, from the watchdog and from a host's own timer, with another module stepped after each.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fake_runtime.h"
#include "fuse_platform_linux.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>

#define WATCHDOG_STOPS 2000U
#define TIMER_STOPS 2000U
#define SHORT_ENTRIES 10000U

static fake_module_t module;
static fake_module_t other;
static unsigned char buffer[4096];
static uint64_t counter;

static void helper(void *argument)
{
    volatile uint64_t sum = 0U;
    for (uint64_t i = 0U; i < *(const uint64_t *)argument; i++) {
        sum = sum + i;
    }
}

static uint64_t helper_work;
static fake_call_t call = {helper, &helper_work};

static void *pick(void **argument)
{
    helper_work = check_random(300U);
    switch (check_random(5U)) {
    case 0U:
        *argument = buffer;
        return fake_module_function(&module, text_fill);
    case 1U:
        *argument = NULL;
        return fake_module_function(&module, text_wreck);
    case 2U:
        *argument = NULL;
        return fake_module_function(&module, text_float);
    default:
        *argument = &call;
        return fake_module_function(&module, text_call_loop);
    }
}

static void step_other(void)
{
    const uint64_t before = counter;
    const fake_entry_t entry = fake_run(2U, 5000000U, fake_module_function(&other, text_count), &counter, &other.text);
    if ((entry.guard != FUSE_GUARD_RETURNED) || entry.expired || (entry.broken != 0U) || (counter != (before + 1U))) {
        CHECK(!"the other module runs");
    }
}

static void report(const char *name, const fuse_platform_linux_stats_t *before)
{
    fuse_platform_linux_stats_t now;
    fuse_platform_linux_stats(&now);
    (void)printf("%s: %u redirected, %u faulted, %u returned, %u refused, %u late\n", name,
                 (unsigned int)(now.redirected - before->redirected), (unsigned int)(now.faulted - before->faulted),
                 (unsigned int)(now.returned - before->returned), (unsigned int)(now.refused - before->refused),
                 (unsigned int)(now.late_signals - before->late_signals));
}

static void check_watchdog(void)
{
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats(&before);
    CHECK(fuse_platform_linux_set_period_us(50U));
    uint32_t stopped = 0U;
    for (uint32_t i = 0U; i < WATCHDOG_STOPS; i++) {
        void *argument;
        void *const code = pick(&argument);
        const uint32_t quota_us = 1U + check_random(200U);
        const fake_entry_t entry = fake_run(1U, quota_us, code, argument, &module.text);
        const bool good = entry.expired && (entry.guard == FUSE_GUARD_ABANDONED) && (entry.broken == 0U) &&
                          (entry.expired_after_us >= quota_us) && (entry.ended_after_us <= (quota_us + 250000U));
        stopped += good ? 1U : 0U;
        step_other();
    }
    CHECK_EQUAL(stopped, WATCHDOG_STOPS);
    report("watchdog", &before);
    CHECK(fuse_platform_linux_set_period_us(1000U));
}

static _Atomic uint32_t timer_ordered;
static _Atomic uint32_t timer_started;
static _Atomic uint32_t timer_wait;
static _Atomic bool timer_done;

/** Main thread and timer on processors of their own, so that the one interrupts the other in the middle. */
static void pin(uint32_t to)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
        return;
    }
    uint32_t index = 0U;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &allowed)) {
            if (index == to) {
                cpu_set_t one;
                CPU_ZERO(&one);
                CPU_SET(cpu, &one);
                (void)sched_setaffinity(0, sizeof one, &one);
                return;
            }
            index++;
        }
    }
}

/** Lets others have the processor now and then, but not so often that the two threads never run at once. */
static void relax(void)
{
    static _Thread_local uint32_t turns;
    turns++;
    if ((turns % 4096U) == 0U) {
        (void)sched_yield();
    }
}

/** For each order, waits a random while and expires whatever entry of module 1 is under way. */
static void *timer(void *unused)
{
    (void)unused;
    uint32_t served = 0U;
    pin(1U);
    while (!atomic_load(&timer_done)) {
        if (atomic_load(&timer_ordered) == served) {
            relax();
            continue;
        }
        served++;
        const uint32_t longest = atomic_load(&timer_wait);
        atomic_store(&timer_started, served);
        for (volatile uint32_t wait = check_random(longest); wait > 0U; wait = wait - 1U) {
        }
        fuse_quota_expired(1U);
    }
    return NULL;
}

/** Orders an expiry after a random while, at most `longest` turns of a loop; returns when the while has begun. */
static void order_timer(uint32_t longest)
{
    atomic_store(&timer_wait, longest);
    const uint32_t order = atomic_fetch_add(&timer_ordered, 1U) + 1U;
    while (atomic_load(&timer_started) != order) {
        relax();
    }
}

static void check_foreign_timer(void)
{
    fuse_platform_linux_stats_t before;
    fuse_platform_linux_stats(&before);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, timer, NULL) == 0);
    pin(0U);

    uint32_t stopped = 0U;
    for (uint32_t i = 0U; i < TIMER_STOPS; i++) {
        void *argument;
        void *const code = pick(&argument);
        uint64_t broken = 0U;
        (void)fake_begin(1U);
        order_timer(10000U);
        const uint32_t guard = checked_guard_enter(code, argument, &module.text, &broken);
        stopped += (fake_end() && (guard == FUSE_GUARD_ABANDONED) && (broken == 0U)) ? 1U : 0U;
        step_other();
    }
    CHECK_EQUAL(stopped, TIMER_STOPS);
    report("foreign timer, endless", &before);

    /* Short entries: the stop meets every part of entering and leaving, and the next entry must be untouched by it. */
    fuse_platform_linux_stats(&before);
    uint32_t good = 0U;
    uint32_t expired = 0U;
    for (uint32_t i = 0U; i < SHORT_ENTRIES; i++) {
        const uint64_t steps = counter;
        uint64_t broken = 0U;
        (void)fake_begin(1U);
        helper_work = check_random(20000U);
        order_timer(15000U);
        void *const code = fake_module_function(&module, (check_random(2U) == 0U) ? text_count : text_call_once);
        const bool counts = code == fake_module_function(&module, text_count);
        void *const argument = counts ? (void *)&counter : (void *)&call;
        const uint32_t guard = checked_guard_enter(code, argument, &module.text, &broken);
        const bool was_expired = fake_end();
        const bool complete = !counts || (counter == (steps + 1U));
        good += ((broken == 0U) && (was_expired || ((guard == FUSE_GUARD_RETURNED) && complete))) ? 1U : 0U;
        expired += was_expired ? 1U : 0U;
    }
    CHECK_EQUAL(good, SHORT_ENTRIES);
    CHECK(expired > 0U);
    atomic_store(&timer_done, true);
    (void)pthread_join(thread, NULL);
    step_other();
    (void)printf("foreign timer, short: %u of %u entries expired\n", (unsigned int)expired, SHORT_ENTRIES);
    report("foreign timer, short", &before);
}

int main(void)
{
    fuse_platform_init();
    module = fake_module_map();
    other = fake_module_map();
    check_watchdog();
    check_foreign_timer();
    return check_finish();
}
