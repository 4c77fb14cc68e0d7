/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fuse_platform_linux.h
 * Settings and counters of the Linux platform.
 *
 * A quota: fuse_platform_quota_arm() stores a number; a watchdog thread samples it, 1000 times a second by default, and calls
 * fuse_quota_expired_entry() when the time is over: never early, late by one sampling period and one scheduling delay at most.
 * After 100 samples without a quota it sleeps until one is armed.
 *
 * A stop: a real-time signal goes to the thread inside fuse_platform_guard_enter(). If it interrupts the module's text, the
 * thread continues behind the guard. Otherwise execution is taken away from the text's pages; the return into them raises
 * SIGSEGV, and the thread continues behind the guard from there.
 *
 * What a host must know:
 *  - fuse_platform_init() installs handlers for SIGSEGV and one real-time signal. What had handled SIGSEGV before is called for
 *    every other fault. A handler that the host installs later is kept likewise, from the first time that it would be in the way.
 *  - A thread that steps modules gets an alternate signal stack, unless it has one that is large enough, and both signals
 *    unblocked. The first step on a thread allocates; later ones do not.
 *  - The signal may interrupt a blocking system call in a host callback of a module whose quota is over. Most calls restart;
 *    for those that never do (sleeps, polls) see signal(7).
 *  - After fork() the child may go on using the runtime; a quota armed before the fork does not count there.
 */
#ifndef FUSE_PLATFORM_LINUX_H
#define FUSE_PLATFORM_LINUX_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Sets the watchdog's sampling period, from its next sample on: 20 to 1000000 µs, 1000 at first. False if out of range. */
bool fuse_platform_linux_set_period_us(uint32_t us);

/** Sets after how many samples without a quota the watchdog sleeps, 100 at first. */
void fuse_platform_linux_set_idle_samples(uint32_t samples);

/**
 * Sets the signal that stops modules: SIGRTMIN to SIGRTMAX, before fuse_platform_init(). False otherwise. Without it, the first
 * real-time signal from SIGRTMIN + 5 on that has no handler is taken.
 */
bool fuse_platform_linux_set_signal(int signal_number);

/** How modules were stopped since the start of the process. */
typedef struct {
    /** Interrupted inside the module's text and taken out of it. */
    uint32_t redirected;
    /** Taken out of the text by the fault on returning into it. */
    uint32_t faulted;
    /** Execution had been taken away from the text, but the call came back without touching it again. */
    uint32_t returned;
    /** The entry had expired before the guard was entered; the text was not entered. */
    uint32_t refused;
    /** Signals that found no expired entry on their thread and did nothing. */
    uint32_t late_signals;
} fuse_platform_linux_stats_t;

void fuse_platform_linux_stats(fuse_platform_linux_stats_t *out);

/* For tests: the ways of stopping that may be used. */
#define FUSE_PLATFORM_LINUX_STOP_ANY 0U
/** Only by interrupting the text: outside it the watchdog tries again with each sample, as often as it takes. */
#define FUSE_PLATFORM_LINUX_STOP_REDIRECT 1U
/** Only by the fault, also when the text was interrupted. */
#define FUSE_PLATFORM_LINUX_STOP_FAULT 2U

void fuse_platform_linux_force_stop(uint32_t way);

#ifdef __cplusplus
}
#endif

#endif
