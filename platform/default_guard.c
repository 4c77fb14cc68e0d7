/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file default_guard.c
 * Guard, stack limit and cycle counter for ports that give only clock and quota timer: a quota ends a module at its next call out.
 */
#include "fuse_platform.h"

/** Below the modules' part of the stack: frames of host functions, signals and interrupts. */
#define STACK_RESERVE 16384U

/** The end of the calling thread's stack, as WAMR's own layer for most operating systems knows it (platform_api_vmcore.h). */
uint8_t *os_thread_get_stack_boundary(void);

typedef void (*entry_fn)(void *argument);

uint32_t fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text)
{
    (void)text;
    const entry_fn entry = (entry_fn)(uintptr_t)code;
    if (fuse_entry_expired()) {
        return FUSE_GUARD_ABANDONED;
    }
    entry(argument);
    return FUSE_GUARD_RETURNED;
}

void fuse_platform_guard_stop(void)
{
    /* The wrapper of the module's next call out sees fuse_entry_expired() and ends it. */
}

uint32_t fuse_platform_guard_kind(void)
{
    return FUSE_GUARD_KIND_AT_CALL_OUT;
}

uintptr_t fuse_platform_stack_limit(void)
{
    const uintptr_t end = (uintptr_t)os_thread_get_stack_boundary();
    return ((end == 0U) || (end > UINTPTR_MAX - STACK_RESERVE)) ? 0U : end + STACK_RESERVE;
}

uint64_t fuse_platform_cycles(void)
{
    return fuse_platform_get_timestamp_us();
}

uint64_t fuse_platform_cycles_to_us(uint64_t cycles)
{
    return cycles;
}
