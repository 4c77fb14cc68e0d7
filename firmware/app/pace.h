/* SPDX-License-Identifier: Apache-2.0 */
/** How time passes for the application: when frames come, what modules read as the time, how the task sleeps. */
#ifndef APP_PACE_H
#define APP_PACE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    /** Calls camera_shutter() every `period_us` from now on. False if that cannot be. */
    bool (*start_shutter)(uint32_t period_us);
    /** Microseconds, for fuse_hal_t.timer. */
    uint64_t (*now_us)(void);
    /** Returns after `us` microseconds, UINT64_MAX being for ever, or earlier: when the shutter opened. Runtime's task only. */
    void (*wait_us)(uint64_t us);
} pace_t;

/** The machine's own clock and interrupts. */
extern const pace_t pace_real;

/**
 * Time that passes only while the application would sleep: a step takes none, and the next frame comes when the one before has left the
 * slot. Whatever the machine, the same application does the same things in the same order. Quotas remain real.
 */
extern const pace_t pace_logical;

#endif
