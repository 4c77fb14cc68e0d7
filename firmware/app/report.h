/* SPDX-License-Identifier: Apache-2.0 */
/** What the application tells the outside while it runs. Each host has its own form: JSON on Linux, console lines on a board. */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "fuse.h"

/** One step of a module that a frame went through. */
typedef struct {
    fuse_module_id_t id;
    uint32_t step_us;
} report_step_t;

/** The application and its modules, once they run. */
void report_start(uint32_t width, uint32_t height);

/** An entry of the log. `frame`: the one in the camera's slot, or CAMERA_NO_FRAME. */
void report_log(uint32_t frame, const fuse_log_entry_t *entry);

/** A module left RUNNING by its own fault. */
void report_stopped(fuse_module_id_t id, fuse_module_state_t state);

/** A frame has passed the modules; `missed` frames came meanwhile. Passes on what is in the downlink; false, having said why, if that fails. */
bool report_frame(uint32_t frame, const report_step_t *steps, uint32_t step_count, uint32_t missed);

/** The end: how each module fared. */
void report_end(uint32_t frames, uint32_t missed);

#endif
