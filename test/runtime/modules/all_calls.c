/* SPDX-License-Identifier: Apache-2.0 */
/** Calls every native function through the generated header, and traps if one of them does not answer as the test's host does. */
#include "fuse_module.h"

static char frame[16];

FUSE_MODULE_EXPORT void module_step(void)
{
    if (temp_get_reading() != 21.0F || timer_get_timestamp() != 2100000U) {
        __builtin_trap();
    }
    if (camera_last_frame(frame, sizeof frame) != 8U) {
        __builtin_trap();
    }
    module_log_event(frame, 8U, 1U);
    fuse_event_post(4U);
}
