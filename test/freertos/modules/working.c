/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A module of the image `interrupts`: works WORK_ROUNDS rounds, calls the host CALLS times, posts EVENT if that is one, and shows the
 * host its counters in place of a buffer for a frame.
 */
#include "fuse_module.h"
#include "work.h"

static work_t work;

FUSE_MODULE_EXPORT void module_step(void)
{
    work_step(&work, WORK_ROUNDS);
    for (uint32_t i = 0U; i < CALLS; i++) {
        if (temp_get_reading() != 21.0F) {
            __builtin_trap();
        }
    }
    if (EVENT < 32U) {
        fuse_event_post(EVENT);
    }
    if (camera_last_frame(&work, WORK_REPORT_BYTES) != WORK_REPORT_BYTES) {
        __builtin_trap();
    }
}
