/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file host.h
 * What the platforms that are processes of Linux share: platform/linux, and the simulator of platform/freertos. Included first: it
 * asks glibc for its Linux interfaces.
 */
#ifndef FUSE_HOST_H
#define FUSE_HOST_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "fuse_platform.h"

#include <stdatomic.h>

/** CLOCK_MONOTONIC in nanoseconds. */
uint64_t fuse_host_now_ns(void);

/** Says on stderr what failed, with errno, and aborts: without it a quota would silently not hold. */
_Noreturn void fuse_host_fail(const char *what);

/** Finds out about pages; before the other two. */
void fuse_host_text_init(void);

/** Takes execution away from the pages of a text, from its readers nothing. False: the kernel is short of memory, which passes. */
bool fuse_host_text_revoke(uintptr_t start, uintptr_t end);

/** Gives execution back. */
void fuse_host_text_restore(uintptr_t start, uintptr_t end);

/**
 * Installs the handler for SIGSEGV, which blocks `stop_signal`. It asks `take` first, with the ucontext_t of the fault; a fault
 * that is not the platform's goes to what handled it before.
 */
void fuse_host_fault_init(bool (*take)(void *context), int stop_signal);

/** Makes sure that SIGSEGV still comes here first. Async-signal-safe. */
void fuse_host_fault_claim(void);

/** Makes the calling thread fit to be stopped: alternate signal stack, signals unblocked, freed at thread exit. */
void fuse_host_thread_prepare(int stop_signal, void (*on_exit)(void));

/** Lowest address that a module may use of the calling thread's stack. */
uintptr_t fuse_host_stack_limit(void);

/** The calling thread's id, from the kernel. */
uint32_t fuse_host_thread_id(void);

/**
 * Pushes the callee-saved registers and the floating-point control words, stores the stack pointer to `stack_pointer`, calls
 * `code(argument)` and returns FUSE_GUARD_RETURNED. In guard_call.S.
 */
uint32_t fuse_host_guard_call(void *code, void *argument, volatile uintptr_t *stack_pointer);

/** Continue here, with that stack pointer and DF clear, to have fuse_host_guard_call() return FUSE_GUARD_ABANDONED. */
extern const char fuse_host_guard_abandon[];

#endif
