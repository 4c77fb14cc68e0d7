/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fuse_platform.h
 * What a platform gives the runtime and the host program, and what the runtime gives the platform.
 *
 * One implementation per folder of platform/, chosen with -DFUSE_PLATFORM=<folder>. A port needs the functions of the first
 * section only: platform/default_guard.c and platform/default_panic.c supply the rest, and a quota then ends a module at its next
 * call out. The second section makes a quota stop a module for certain.
 */
#ifndef FUSE_PLATFORM_H
#define FUSE_PLATFORM_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- What a host wires up. All may be called before fuse_init(). ---- */

/** Prepares clock and quota timer. Call once, before fuse_init(); calling again does nothing. */
void fuse_platform_init(void);

/** Monotonic time in microseconds since an arbitrary start. */
uint64_t fuse_platform_get_timestamp_us(void);

/**
 * Starts the quota of module `id`: once `us` microseconds have passed, never earlier, the entry under way is ended. 0 disarms;
 * arming again replaces. Wire it to fuse_hal_t.quota_arm. Only the task that owns the runtime calls it.
 */
void fuse_platform_quota_arm(uint32_t id, uint32_t us);

/** Ends the quota of module `id`. Safe when nothing is armed. Wire it to fuse_hal_t.quota_cancel. */
void fuse_platform_quota_cancel(uint32_t id);

/** Sleeps for at least `us` microseconds. */
void fuse_platform_sleep_us(uint64_t us);

/* ---- What the runtime uses besides: the guard, the stack, the cycle counter, panic. ---- */

/** A module's machine code: [start, end). No code of the host or of another module lies in the same pages. */
typedef struct {
    uintptr_t start;
    uintptr_t end;
} fuse_platform_text_t;

/** The call came back by itself. */
#define FUSE_GUARD_RETURNED 0U
/** The call was abandoned, or not begun because its entry had expired. */
#define FUSE_GUARD_ABANDONED 1U

/**
 * Calls `code(argument)` such that fuse_platform_guard_stop() can abandon the call while it executes inside `text`. What was
 * called from `text` and lies outside it is never abandoned: it runs to its return. Callee-saved registers and floating-point
 * control are as before the call, whichever way it ends. One call at a time: not reentrant.
 */
uint32_t fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text);

/**
 * Makes sure that the call in fuse_platform_guard_enter() executes not one more instruction of its text. From any thread, signal
 * handler or interrupt. Acts only while a call is under way and fuse_entry_expired(); otherwise it does nothing.
 */
void fuse_platform_guard_stop(void);

#define FUSE_GUARD_KIND_AT_CALL_OUT 0U
#define FUSE_GUARD_KIND_CERTAIN 1U

/** Whether fuse_platform_guard_stop() is certain (FUSE_GUARD_KIND_CERTAIN) or acts at the module's next call out. */
uint32_t fuse_platform_guard_kind(void);

/**
 * Lowest address that a module may use of the calling task's stack: the true end plus the platform's reserve for native
 * functions, signal frames and interrupts. 0: unknown.
 */
uintptr_t fuse_platform_stack_limit(void);

/** A cycle or time counter for step times, cheaper than the clock where there is one; only differences of it mean anything. */
uint64_t fuse_platform_cycles(void);

/** Microseconds in `cycles`, a difference of two fuse_platform_cycles(). */
uint64_t fuse_platform_cycles_to_us(uint64_t cycles);

/**
 * Ends the program: a check in the runtime failed at `site` (checks.json maps sites to source lines). The platform's definition
 * is weak: a host that defines its own replaces it.
 */
#ifdef __cplusplus
[[noreturn]]
#else
_Noreturn
#endif
void fuse_panic(uint32_t site);

/* ---- What the runtime gives the platform. All may be called from any thread, signal handler or interrupt. ---- */

/* The entry word: generation << 8 | module id << 2 | phase. */
#define FUSE_PLATFORM_ENTRY_PHASE_MASK 3U
#define FUSE_PLATFORM_ENTRY_IDLE 0U
#define FUSE_PLATFORM_ENTRY_ARMED 1U
#define FUSE_PLATFORM_ENTRY_EXPIRED 2U
#define FUSE_PLATFORM_ENTRY_ID_SHIFT 2U
#define FUSE_PLATFORM_ENTRY_ID_MASK 0x3FU

/** The word of the entry under way, or of the last one. */
uint32_t fuse_entry_word(void);

/** Whether an entry is under way that has expired. */
bool fuse_entry_expired(void);

/** Expires the entry whose armed word is `word`, and no other; then calls fuse_platform_guard_stop(). */
void fuse_quota_expired_entry(uint32_t word);

#ifdef __cplusplus
}
#endif

#endif
