/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fuse_platform_freertos.h
 * What the FreeRTOS platform adds to fuse_platform.h: the runtime's task, and hooks for boards and tests.
 */
#ifndef FUSE_PLATFORM_FREERTOS_H
#define FUSE_PLATFORM_FREERTOS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes `body` the task that owns the runtime, on a static stack of FUSE_TASK_STACK_BYTES, and starts the kernel. When `body`
 * returns, the program ends with board_halt(its result).
 */
#ifdef __cplusplus
[[noreturn]]
#else
_Noreturn
#endif
void fuse_freertos_run(uint32_t (*body)(void));

/** Wakes the runtime's task from fuse_freertos_wait_us(). From any task, and from interrupts that may call the kernel (configMAX_SYSCALL_INTERRUPT_PRIORITY). */
void fuse_freertos_wake(void);

/** Sleeps until fuse_freertos_wake(), or for `us` microseconds, rounded up to a tick; UINT64_MAX: until woken. Runtime's task only. */
void fuse_freertos_wait_us(uint64_t us);

/** Bytes of the runtime task's stack that were never used. */
uint32_t fuse_freertos_stack_unused(void);

/** For a board's one-shot timer: call it from its interrupt when the time of board_one_shot_start() is over. */
void fuse_freertos_one_shot(void);

/* ---- For tests ---- */

#define FUSE_PLATFORM_FREERTOS_STOP_ANY 0U
#define FUSE_PLATFORM_FREERTOS_STOP_REDIRECT 1U
#define FUSE_PLATFORM_FREERTOS_STOP_FAULT 2U
/** Allows one way of stopping a module only. */
void fuse_platform_freertos_force_stop(uint32_t way);

typedef struct {
    /** Stopped by redirecting the interrupted context. */
    uint32_t redirected;
    /** Stopped when the return into the text faulted. */
    uint32_t faulted;
    /** Execution was taken from the text, and the module came back by itself. */
    uint32_t returned;
    /** Not entered, because the entry had expired. */
    uint32_t refused;
} fuse_platform_freertos_stats_t;
void fuse_platform_freertos_stats(fuse_platform_freertos_stats_t *out);

#ifdef __cplusplus
}
#endif

#endif
