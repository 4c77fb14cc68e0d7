/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The camera: shows one picture after the other, and holds one frame in its slot until camera_release(). Two ways of use:
 *
 * - camera_start(): a timer interrupt is the shutter. At each tick a frame goes into the slot and its event is posted, if the
 *   slot is free; else the frame is lost and counted.
 * - Without it a still camera: camera_copy_frame() itself takes the next picture, if the slot is free.
 */
#ifndef DEMO_CAMERA_H
#define DEMO_CAMERA_H

#include <stdbool.h>
#include <stdint.h>

#include "pgm.h"

#define CAMERA_NO_FRAME UINT32_MAX

/** Frames are numbered from 0; number n shows picture n modulo the number of pictures. The camera ends after `frames`. */
void camera_init(const pictures_t *pictures, uint32_t frame_bytes, uint32_t frames);

/** Starts the shutter, every `period_us`. Each frame that goes into the slot posts `event`; `notify` is called at every tick, in the interrupt. */
bool camera_start(uint64_t period_us, uint32_t event, void (*notify)(void));

/** For fuse_hal_t: copies the frame in the slot and returns its size in bytes, 0 when there is none. */
uint64_t camera_copy_frame(void *buffer, uint32_t capacity);

/** The frame in the slot, or CAMERA_NO_FRAME. */
uint32_t camera_frame(void);

/** Frees the slot. */
void camera_release(void);

/** Frames so far that came while the slot was taken. */
uint32_t camera_missed(void);

/** Whether the camera has shown its last frame. */
bool camera_ended(void);

#endif
