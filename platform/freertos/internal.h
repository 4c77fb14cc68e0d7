/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file internal.h
 * What the files of the FreeRTOS platform share. The machine, below, is what cortex_m/ and posix/ each implement.
 */
#ifndef FUSE_FREERTOS_INTERNAL_H
#define FUSE_FREERTOS_INTERNAL_H

#include "fuse_platform.h"
#include "fuse_platform_freertos.h"

#include "FreeRTOS.h"
#include "task.h"

/* ---- The machine ---- */

/** Prepares clock and fault handling; called once, from fuse_platform_init(). The kernel may be running or not. */
void fuse_machine_init(void);

/** Called by the runtime's task when it begins: what running modules takes of it, taken now rather than at the first call. */
void fuse_machine_task_begins(void);

/**
 * Keeps every interrupt off that might touch the guard's state, and the kernel from switching tasks, until unlock() gets the value
 * back. From tasks and interrupts; nests.
 */
uint32_t fuse_machine_lock(void);
void fuse_machine_unlock(uint32_t state);

/** Whether the caller is an interrupt (on the simulator: the tick's signal handler) and not a task. */
bool fuse_machine_in_interrupt(void);

/** A counter that never wraps nor goes backwards and is finer than a microsecond. From any context; 0 before the kernel started. */
uint64_t fuse_machine_count(void);
/** Counts in `us` microseconds, rounded up. */
uint64_t fuse_machine_counts(uint32_t us);
/** Whole microseconds in a difference of two fuse_machine_count(). */
uint64_t fuse_machine_us(uint64_t counts);
/** fuse_machine_us(fuse_machine_count()), cheaper. */
uint64_t fuse_machine_now_us(void);

/** Waits for an interrupt, from the idle task. */
void fuse_machine_idle(void);

/** Lowest address that a module may use of the current task's stack; 0: unknown. */
uintptr_t fuse_machine_stack_limit(void);

/** Bytes that fuse_machine_guard_stack() wants, and their alignment: more than a fault pushes and the largest frame of a function. */
#define FUSE_MACHINE_STACK_GUARD 1024U
/** Makes an access to the bytes below the stack of the runtime's task a fault, where that is cheap. */
void fuse_machine_guard_stack(const uint8_t *guard);

/**
 * Called by fuse_platform_guard_stop(), locked. If this is an interrupt, and the context that it will return to is the current
 * task's and lies inside `text`, makes it continue at fuse_machine_guard_abandon() with `stack_pointer`; otherwise false.
 */
bool fuse_machine_redirect(const fuse_platform_text_t *text, uintptr_t stack_pointer);

/** Whether fuse_machine_revoke() can work: without it a stop is certain only at the module's next call out. */
bool fuse_machine_can_revoke(void);

/** Takes execution, and nothing else, away from `text`. False: not now, ask again at the next tick. Locked. */
bool fuse_machine_revoke(const fuse_platform_text_t *text);
/** Gives execution back. Called from the runner's task, locked. */
void fuse_machine_restore(const fuse_platform_text_t *text);

/**
 * Pushes the callee-saved registers and the floating-point control word, stores the stack pointer to `stack_pointer`, calls
 * `code(argument)` and returns FUSE_GUARD_RETURNED. In guard_call.S.
 */
uint32_t fuse_machine_guard_call(void *code, void *argument, volatile uintptr_t *stack_pointer);
/** Continue here to have fuse_machine_guard_call() return FUSE_GUARD_ABANDONED; takes the stored stack pointer. In guard_call.S. */
extern const char fuse_machine_guard_abandon[];

/* ---- What the machine calls ---- */

/** At every tick of the kernel, in its interrupt, after the kernel's own work. */
void fuse_freertos_tick(void);

/**
 * From the handler of a fault on fetching the instruction at `pc`, taken from the current task: true if it is a stopped module's
 * return into its text. The machine then makes that context continue at fuse_machine_guard_abandon() with `*stack_pointer`.
 */
bool fuse_freertos_guard_fault(uintptr_t pc, uintptr_t *stack_pointer);

/* ---- Shared by the portable files ---- */

/** Ticks to delay for `us` microseconds, rounded up; never portMAX_DELAY. */
TickType_t fuse_freertos_ticks(uint64_t us);
/** What the clock must show so that `us` microseconds have passed from now. */
uint64_t fuse_freertos_deadline_us(uint64_t us);

/** Has fuse_platform_guard_stop() called again at the next tick. */
void fuse_freertos_stop_again(void);

/** Prints `image ended: <status>` and halts the board. From any context. */
_Noreturn void fuse_freertos_end(uint32_t status);

#endif
