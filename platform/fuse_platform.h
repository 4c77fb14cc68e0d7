/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fuse_platform.h
 * What a platform gives the runtime and the host program. One implementation per folder of platform/.
 *
 * The first five functions are all that a host wires up; they may be called before fuse_init(). The rest makes a quota stop a
 * module for certain; platform/default_guard.c has defaults with which a quota ends a module at its next call out.
 */
#ifndef FUSE_PLATFORM_H
#define FUSE_PLATFORM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Prepares clock and quota timer. Call once, before fuse_init(); calling again does nothing. */
void fuse_platform_init(void);

/** Monotonic time in microseconds since an arbitrary start. */
uint64_t fuse_platform_get_timestamp_us(void);

/**
 * Starts the quota of module `id`: after `us` microseconds, never earlier, the entry under way is ended. 0 disarms; arming again
 * replaces. Wire it to fuse_hal_t.quota_arm.
 */
void fuse_platform_quota_arm(uint32_t id, uint32_t us);

/** Ends the quota of module `id`. Safe when nothing is armed. Wire it to fuse_hal_t.quota_cancel. */
void fuse_platform_quota_cancel(uint32_t id);

/** Sleeps for at least `us` microseconds. */
void fuse_platform_sleep_us(uint64_t us);

/** A module's machine code: [start, end). */
typedef struct {
    uintptr_t start;
    uintptr_t end;
} fuse_platform_text_t;

#define FUSE_GUARD_RETURNED 0U
#define FUSE_GUARD_ABANDONED 1U

/**
 * Calls `code(argument)` so that the call can be abandoned while it executes inside `text`.
 * Returns FUSE_GUARD_RETURNED, or FUSE_GUARD_ABANDONED after fuse_platform_guard_stop(). Not reentrant.
 */
uint32_t fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text);

/** Abandons the call in fuse_platform_guard_enter(): not one more instruction of its text runs. From any thread or interrupt; acts only while a call is under way and fuse_entry_expired(). */
void fuse_platform_guard_stop(void);

#define FUSE_GUARD_KIND_AT_CALL_OUT 0U
#define FUSE_GUARD_KIND_CERTAIN 1U

/** Whether fuse_platform_guard_stop() is certain (FUSE_GUARD_KIND_CERTAIN) or acts at the module's next call out. */
uint32_t fuse_platform_guard_kind(void);

/** Lowest address that the calling task's stack may use, with the platform's own reserve (signal frames, interrupts) above the true end. 0: unknown. */
uintptr_t fuse_platform_stack_limit(void);

/** A cycle or time counter for step times, cheaper than the clock; only its differences are used. */
uint64_t fuse_platform_cycles(void);

/** Microseconds in `cycles` of fuse_platform_cycles(). */
uint64_t fuse_platform_cycles_to_us(uint64_t cycles);

#ifdef __cplusplus
}
#endif

#endif
