/* SPDX-License-Identifier: Apache-2.0 */
/** What the host tells its front end: one JSON object a line on standard output. demos/README.md lists them. */
#ifndef DEMO_REPORT_H
#define DEMO_REPORT_H

#include <stdint.h>

#include "fuse.h"

/** One step of a module that a frame went through. */
typedef struct {
    fuse_module_id_t id;
    uint32_t step_us;
} report_step_t;

/** The application and its modules, once they run. */
void report_start(uint32_t width, uint32_t height);

/** Every log entry that was not reported yet. `frame`: the one in the camera's slot, or CAMERA_NO_FRAME. */
void report_log(uint32_t frame);

/** A module left RUNNING by its own fault. */
void report_stopped(fuse_module_id_t id, fuse_module_state_t state);

/** A frame has passed the modules. `file` holds the `bytes` that they sent down; `missed` frames came meanwhile. */
void report_frame(uint32_t frame, const report_step_t *steps, uint32_t step_count, const char *file, uint32_t bytes, uint32_t missed);

/** The end: how each module fared. */
void report_end(uint32_t frames, uint32_t missed);

#endif
