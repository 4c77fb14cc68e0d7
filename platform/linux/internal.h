/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file internal.h
 * What the files of the Linux platform share. Included first: it asks glibc for its Linux interfaces.
 */
#ifndef FUSE_LINUX_INTERNAL_H
#define FUSE_LINUX_INTERNAL_H

#include "host.h"

#include "fuse_platform_linux.h"

/** Sleeps until `deadline_ns` of CLOCK_MONOTONIC, signals notwithstanding. */
void fuse_linux_sleep_until_ns(uint64_t deadline_ns);

/** Notes where the cycle counter stands, to calibrate it against later. */
void fuse_linux_cycles_init(void);

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

#endif
