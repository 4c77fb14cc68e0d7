/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file internal.h
 * What the files of the Linux platform share. Included first: it asks glibc for its Linux interfaces.
 */
#ifndef FUSE_LINUX_INTERNAL_H
#define FUSE_LINUX_INTERNAL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "fuse_platform.h"
#include "fuse_platform_linux.h"

#include <stdatomic.h>

/** CLOCK_MONOTONIC in nanoseconds. */
uint64_t fuse_linux_now_ns(void);

/** Sleeps until `deadline_ns` of CLOCK_MONOTONIC, signals notwithstanding. */
void fuse_linux_sleep_until_ns(uint64_t deadline_ns);

/** Says on stderr what failed, with errno, and aborts: without it a quota would silently not hold. */
_Noreturn void fuse_linux_fail(const char *what);

/** Starts the watchdog thread. */
void fuse_linux_quota_init(void);

/** In the child of a fork: there is no watchdog thread any more; the next arm starts one. */
void fuse_linux_quota_forked(void);

/** Has the watchdog call fuse_platform_guard_stop() again at its next sample. Async-signal-safe. */
void fuse_linux_quota_stop_again(void);

/** Installs the signal handlers and prepares the calling thread. */
void fuse_linux_guard_init(void);

/** In the child of a fork: the thread has another id. */
void fuse_linux_guard_forked(void);

/** Redirects a fault that is a stopped module's return into its text; false if it is something else. */
bool fuse_linux_guard_fault(void *context);

/** Installs the handler for SIGSEGV, which blocks `stop_signal`, and keeps the present one for all other faults. */
void fuse_linux_fault_init(int stop_signal);

/** Makes sure that SIGSEGV still comes here first. Async-signal-safe. */
void fuse_linux_fault_claim(void);

/** Notes where the cycle counter stands, to calibrate it against later. */
void fuse_linux_cycles_init(void);

/** Makes the calling thread fit to be stopped: alternate signal stack, signals unblocked, freed at thread exit. */
void fuse_linux_thread_prepare(int stop_signal, void (*on_exit)(void));

/** The calling thread's id, from the kernel. */
uint32_t fuse_linux_thread_id(void);

/**
 * Pushes the callee-saved registers and the floating-point control words, stores the stack pointer to `stack_pointer`, calls
 * `code(argument)` and returns FUSE_GUARD_RETURNED. In guard_call.S.
 */
uint32_t fuse_linux_guard_call(void *code, void *argument, volatile uintptr_t *stack_pointer);

/** Continue here, with that stack pointer and DF clear, to have fuse_linux_guard_call() return FUSE_GUARD_ABANDONED. */
extern const char fuse_linux_guard_abandon[];

#endif
