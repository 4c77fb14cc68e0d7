/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file every_instruction.c
 * A stop between any two instructions of an entry: the processor's trap flag counts them, and the entry expires at the n-th, for
 * every n from before the guard to after it.
 */
#define _GNU_SOURCE
#include "check.h"
#include "fake_runtime.h"
#include "fuse_platform_linux.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define NEVER UINT32_MAX
/** Well into each loop; sanitizers make the way there longer, and every trap slower. */
#if defined(FUSE_SANITIZE)
#define ENDLESS_LENGTH 600U
#define STRIDE 5U
#else
#define ENDLESS_LENGTH 150U
#define STRIDE 1U
#endif
#define FIRST_ENTRIES 60U

static fake_module_t module;
static uint64_t counter;
static volatile uint32_t traps;
static volatile uint32_t expire_at;
static volatile uint32_t word;

/** Runs with every signal blocked, so the stop arrives exactly at the instruction that is interrupted. */
static void on_trap(int signal_number)
{
    (void)signal_number;
    traps++;
    if (traps == expire_at) {
        fuse_quota_expired_entry(word);
    }
}

typedef struct {
    uint32_t guard;
    bool expired;
    uint64_t broken;
    uint32_t traps;
} traced_t;

/** One function, so that the count of its own instructions is the same for all callers. */
static __attribute__((noinline)) traced_t run_traced(uint32_t at, void *code, void *argument)
{
    traced_t result = {0};
    traps = 0U;
    expire_at = at;
    word = fake_begin(1U);
    trap_flag_set();
    result.guard = checked_guard_enter(code, argument, &module.text, &result.broken);
    trap_flag_clear();
    result.traps = traps;
    result.expired = fake_end();
    return result;
}

static bool steps_normally(void)
{
    const uint64_t before = counter;
    const fake_entry_t entry = fake_run(1U, 0U, fake_module_function(&module, text_count), &counter, &module.text);
    return (entry.guard == FUSE_GUARD_RETURNED) && !entry.expired && (entry.broken == 0U) && (counter == (before + 1U));
}

static void helper(void *argument)
{
    *(volatile uint64_t *)argument = 1U;
}

static void check_short_entry(void)
{
    static uint64_t called;
    fake_call_t call = {helper, &called};
    void *const code = fake_module_function(&module, text_call_once);
    /* Not the first: that one also resolves symbols. */
    (void)run_traced(NEVER, code, &call);
    const uint32_t length = run_traced(NEVER, code, &call).traps;
    CHECK(length > 50U);
    uint32_t good = 0U;
    uint32_t abandoned = 0U;
    for (uint32_t at = 1U; at <= length; at += STRIDE) {
        const traced_t entry = run_traced(at, code, &call);
        abandoned += (entry.guard == FUSE_GUARD_ABANDONED) ? 1U : 0U;
        const bool right = entry.expired && (entry.broken == 0U) && steps_normally();
        CHECK(right);
        good += right ? 1U : 0U;
    }
    CHECK_EQUAL(good, ((length - 1U) / STRIDE) + 1U);
    CHECK((abandoned > 0U) && (abandoned < length));
    (void)printf("short entry: %u instructions, %u of the stops abandoned it\n", (unsigned int)length, (unsigned int)abandoned);
}

static void check_endless_entry(const char *function, void *argument, uint32_t length)
{
    void *const code = fake_module_function(&module, function);
    uint32_t good = 0U;
    for (uint32_t at = 1U; at <= length; at += STRIDE) {
        const traced_t entry = run_traced(at, code, argument);
        const bool right = entry.expired && (entry.guard == FUSE_GUARD_ABANDONED) && (entry.broken == 0U) && steps_normally();
        CHECK(right);
        good += right ? 1U : 0U;
    }
    CHECK_EQUAL(good, ((length - 1U) / STRIDE) + 1U);
}

typedef struct {
    uint32_t at;
    traced_t entry;
} first_entry_t;

static void *enter_first_time(void *argument)
{
    first_entry_t *const first = argument;
    first->entry = run_traced(first->at, fake_module_function(&module, text_spin), NULL);
    return NULL;
}

/** On a thread's first entry the guard makes itself known; a stop from before must not be lost. */
static void check_first_entries(void)
{
    uint32_t good = 0U;
    for (uint32_t i = 0U; i < FIRST_ENTRIES; i++) {
        first_entry_t first = {.at = 1U + check_random(4000U), .entry = {0}};
        pthread_t thread;
        if (!CHECK(pthread_create(&thread, NULL, enter_first_time, &first) == 0)) {
            return;
        }
        (void)pthread_join(thread, NULL);
        good += (first.entry.expired && (first.entry.guard == FUSE_GUARD_ABANDONED) && steps_normally()) ? 1U : 0U;
    }
    CHECK_EQUAL(good, FIRST_ENTRIES);
}

int main(void)
{
    fuse_platform_init();
    module = fake_module_map();
    struct sigaction action = {0};
    action.sa_handler = on_trap;
    (void)sigfillset(&action.sa_mask);
    CHECK(sigaction(SIGTRAP, &action, NULL) == 0);

    static const uint32_t ways[] = {FUSE_PLATFORM_LINUX_STOP_ANY, FUSE_PLATFORM_LINUX_STOP_FAULT};
    static uint64_t called;
    fake_call_t call = {helper, &called};
    for (uint32_t i = 0U; i < 2U; i++) {
        fuse_platform_linux_force_stop(ways[i]);
        check_short_entry();
        check_endless_entry(text_spin, NULL, ENDLESS_LENGTH);
        check_endless_entry(text_wreck, NULL, ENDLESS_LENGTH);
        check_endless_entry(text_call_loop, &call, ENDLESS_LENGTH);
    }
    fuse_platform_linux_force_stop(FUSE_PLATFORM_LINUX_STOP_ANY);
    check_first_entries();
    return check_finish();
}
