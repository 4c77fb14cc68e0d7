/* SPDX-License-Identifier: Apache-2.0 */
/** The application's loop, the same on every host. */
#ifndef APP_RUN_H
#define APP_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "pace.h"

typedef struct {
    const pace_t *pace;
    /** Called in each round; may be NULL. */
    void (*progress)(void);
    /** The loop sleeps no longer than this at a time. */
    uint64_t longest_sleep_us;
    /** When the application ends, by the clock of `pace`; UINT64_MAX: never. */
    uint64_t end_us;
    /** Whether it is to end at once; may be NULL. */
    bool (*is_over)(void);
} run_settings_t;

typedef enum {
    /** The camera has shown its last frame, and the modules are through with it; or the time is over. */
    RUN_ENDED,
    /** Frames are left, and no running module takes them. */
    RUN_STUCK,
    /** A report failed; the host has said why. */
    RUN_REPORT_FAILED,
} run_result_t;

/** Ticks until the camera has ended or the time is over; for ever if neither comes. `done`: frames that the modules were through with. */
run_result_t app_run(const run_settings_t *settings, uint32_t *done);

/** Reports every entry of the log that was not reported yet. */
void app_report_log(uint32_t frame);

/** Entries of the log that were overwritten before they could be reported; fuse_log_lost() counts those that were reported as well. */
uint32_t app_log_lost(void);

#endif
