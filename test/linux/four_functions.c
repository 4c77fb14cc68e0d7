/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file four_functions.c
 * A port that gives only clock and quota timer: the default guard, and a host's own panic.
 */
#include "check.h"
#include "fake_runtime.h"

#include <setjmp.h>
#include <stddef.h>

static jmp_buf back;
static uint32_t panic_site;

_Noreturn void fuse_panic(uint32_t site)
{
    panic_site = site;
    longjmp(back, 1);
}

/** As a native wrapper of the runtime does: refuses once the entry has expired, which makes the module return. */
static void loop_of_calls(void *argument)
{
    uint64_t *const calls = argument;
    while (!fuse_entry_expired()) {
        *calls += 1U;
    }
}

static uint8_t stack[1];
static uint8_t *stack_end = stack;

/** WAMR's, which the platform asks where it knows no better. */
uint8_t *os_thread_get_stack_boundary(void);
uint8_t *os_thread_get_stack_boundary(void)
{
    return stack_end;
}

int main(void)
{
    fuse_platform_init();
    CHECK_EQUAL(fuse_platform_guard_kind(), FUSE_GUARD_KIND_AT_CALL_OUT);
    CHECK_EQUAL(fuse_platform_stack_limit(), (uintptr_t)stack_end + 16384U);
    stack_end = NULL;
    CHECK_EQUAL(fuse_platform_stack_limit(), 0U);

    uint64_t calls = 0U;
    const fuse_platform_text_t text = {0U, 0U};
    void *const code = (void *)(uintptr_t)loop_of_calls;
    fake_entry_t entry = fake_run(1U, 5000U, code, &calls, &text);
    CHECK(entry.expired);
    CHECK_EQUAL(entry.guard, FUSE_GUARD_RETURNED);
    CHECK_EQUAL(entry.broken, 0U);
    CHECK(entry.expired_after_us >= 5000U);
    CHECK(entry.ended_after_us <= 255000U);
    CHECK(calls > 0U);

    /* Expired before it begins. */
    calls = 0U;
    const uint32_t word = fake_begin(1U);
    fuse_quota_expired_entry(word);
    CHECK_EQUAL(fuse_platform_guard_enter(code, &calls, &text), FUSE_GUARD_ABANDONED);
    CHECK(fake_end());
    CHECK_EQUAL(calls, 0U);

    const uint64_t start = fuse_platform_cycles();
    fuse_platform_sleep_us(2000U);
    CHECK(fuse_platform_cycles_to_us(fuse_platform_cycles() - start) >= 2000U);

    if (setjmp(back) == 0) {
        fuse_panic(7U);
    }
    CHECK_EQUAL(panic_site, 7U);
    return check_finish();
}
