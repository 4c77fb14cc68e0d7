/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file machine.c
 * The machine that the kernel simulates on Linux: tasks are threads of which one runs, the only interrupt is SIGALRM, which the
 * kernel sends to that thread at each tick.
 */
#include "host.h"

#include "posix.h"

#include <sys/prctl.h>
#include <unistd.h>

void fuse_machine_init(void)
{
    fuse_host_text_init();
    fuse_posix_fault_init();
    /* The kernel's timer thread inherits it: with the default slack of 50 µs each tick would be later by as much. */
    (void)prctl(PR_SET_TIMERSLACK, 1UL);
}

uint64_t fuse_machine_count(void)
{
    return fuse_host_now_ns();
}

uint64_t fuse_machine_counts(uint32_t us)
{
    return (uint64_t)us * 1000U;
}

uint64_t fuse_machine_us(uint64_t counts)
{
    return counts / 1000U;
}

uint64_t fuse_machine_now_us(void)
{
    return fuse_host_now_ns() / 1000U;
}

void fuse_machine_idle(void)
{
    (void)pause();
}

bool fuse_machine_can_revoke(void)
{
    return true;
}

uintptr_t fuse_machine_stack_limit(void)
{
    /* The first call allocates: the kernel must not switch tasks while this one holds the allocator's lock. */
    const uint32_t state = fuse_machine_lock();
    const uintptr_t limit = fuse_host_stack_limit();
    fuse_machine_unlock(state);
    return limit;
}

void fuse_machine_guard_stack(const uint8_t *guard)
{
    /* Tasks run on their threads' stacks, which end at a page that nobody can touch. */
    (void)guard;
}

bool fuse_machine_revoke(const fuse_platform_text_t *text)
{
    if (!fuse_host_text_revoke(text->start, text->end)) {
        return false;
    }
    fuse_host_fault_claim();
    return true;
}

void fuse_machine_restore(const fuse_platform_text_t *text)
{
    fuse_host_text_restore(text->start, text->end);
}
