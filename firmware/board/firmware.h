/* SPDX-License-Identifier: Apache-2.0 */
/** What an application may add to the firmware, with the SOURCES of fuse_add_firmware(). */
#ifndef FIRMWARE_H
#define FIRMWARE_H

#include "fuse.h"

/** Called before fuse_init(): fills in what the firmware does not know, such as HAL groups of the application's own. Weak; does nothing. */
void firmware_wire_hal(fuse_hal_t *hal);

/* board_parameter() of the firmware. */

/** Frames after which the application ends; 0: never. */
#define FIRMWARE_PARAMETER_FRAMES 0U
/** 1: logical time (pace.h). */
#define FIRMWARE_PARAMETER_LOGICAL_TIME 1U
/** Microseconds from one frame of the camera to the next; 0: FIRMWARE_PERIOD_US. */
#define FIRMWARE_PARAMETER_PERIOD_US 2U

/** Milliseconds after which the application ends, by its own time; 0: never. */
#define FIRMWARE_PARAMETER_RUN_MS 3U

#define FIRMWARE_PERIOD_US 100000U

#endif
