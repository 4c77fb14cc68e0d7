/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The camera: shows one picture after the other, and holds one frame in its slot until camera_release(). Two ways of use:
 *
 * - With a shutter: at each camera_shutter(), from an interrupt, a frame goes into the slot and its event is posted, if the slot is
 *   free; else the frame is lost and counted.
 * - Without it a still camera: camera_copy_frame() itself takes the next picture, if the slot is free.
 */
#ifndef APP_CAMERA_H
#define APP_CAMERA_H

#include <stdbool.h>
#include <stdint.h>

#define CAMERA_NO_FRAME UINT32_MAX
#define CAMERA_NO_EVENT UINT32_MAX

typedef struct {
    uint32_t count;
    /** Copies at most `capacity` bytes of the picture, of `count`, and returns how many. */
    uint32_t (*copy_picture)(uint32_t picture, uint8_t *buffer, uint32_t capacity);
    /** The camera ends after so many frames; 0: never. Frame n, from 0, shows picture n modulo `count`. */
    uint32_t frames;
    /** Posted for each frame that goes into the slot; CAMERA_NO_EVENT: a still camera. */
    uint32_t event;
} camera_settings_t;

void camera_init(const camera_settings_t *settings);

/** Whether frames come by themselves. */
bool camera_has_shutter(void);

/** A frame comes. From any task or interrupt, one at a time. */
void camera_shutter(void);

/** For fuse_hal_t: copies the frame in the slot and returns its size in bytes, 0 when there is none. */
uint64_t camera_copy_frame(void *buffer, uint32_t capacity);

/** The frame in the slot, or CAMERA_NO_FRAME. */
uint32_t camera_frame(void);

/** Frees the slot. */
void camera_release(void);

/** Frames so far that came while the slot was taken. */
uint32_t camera_missed(void);

/** Whether the camera has a last frame, and has shown it. */
bool camera_ended(void);

/** Whether the camera shows frames for ever, or none at all: the application has no end then. */
bool camera_is_endless(void);

#endif
