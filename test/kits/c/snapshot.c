/* SPDX-License-Identifier: Apache-2.0 */
/** Sends the camera's frame down as it is, and logs how much of it was taken. Needs CAMERA, LOG and DOWNLINK. */
#include <fuse_module.h>

#define INFO 1U
#define FRAME_BYTES (64U * 48U)

static const char ALL[] = "sent";
static const char PART[] = "sent in part";

static uint8_t frame[FRAME_BYTES];

void module_step(void)
{
    const uint32_t length = (uint32_t)camera_last_frame(frame, FRAME_BYTES);
    if (downlink_write(frame, length) == length) {
        module_log_event(ALL, sizeof ALL - 1U, INFO);
    } else {
        module_log_event(PART, sizeof PART - 1U, INFO);
    }
}
