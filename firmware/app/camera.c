/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The camera's slot. The shutter's interrupt may come at any instruction, also in the middle of a module, and the task sees all of it or
 * nothing: only the interrupt fills the slot, only the task empties it.
 */
#include "camera.h"

#include <stdatomic.h>

#include "fuse.h"

static camera_settings_t camera;

/** Frames that the camera has shown. */
static _Atomic uint32_t shown;
static _Atomic uint32_t missed;
/** The frame's number, or CAMERA_NO_FRAME. */
static _Atomic uint32_t slot = CAMERA_NO_FRAME;

void camera_init(const camera_settings_t *settings)
{
    camera = *settings;
}

bool camera_has_shutter(void)
{
    return camera.event != CAMERA_NO_EVENT;
}

/** Also of a camera without pictures. */
static bool has_ended(uint32_t frame)
{
    return camera.count == 0U || (camera.frames != 0U && frame >= camera.frames);
}

void camera_shutter(void)
{
    const uint32_t frame = atomic_load_explicit(&shown, memory_order_relaxed);
    if (has_ended(frame)) {
        return;
    }
    if (atomic_load_explicit(&slot, memory_order_acquire) == CAMERA_NO_FRAME) {
        atomic_store_explicit(&slot, frame, memory_order_release);
        (void)fuse_post_event(camera.event);
    } else {
        (void)atomic_fetch_add_explicit(&missed, 1U, memory_order_relaxed);
    }
    atomic_store_explicit(&shown, frame + 1U, memory_order_release);
}

uint64_t camera_copy_frame(void *buffer, uint32_t capacity)
{
    uint32_t frame = atomic_load_explicit(&slot, memory_order_acquire);
    if (frame == CAMERA_NO_FRAME) {
        frame = atomic_load_explicit(&shown, memory_order_relaxed);
        if (camera_has_shutter() || has_ended(frame)) {
            return 0U;
        }
        atomic_store_explicit(&slot, frame, memory_order_relaxed);
        atomic_store_explicit(&shown, frame + 1U, memory_order_relaxed);
    }
    return camera.copy_picture(frame % camera.count, buffer, capacity);
}

uint32_t camera_frame(void)
{
    return atomic_load_explicit(&slot, memory_order_acquire);
}

void camera_release(void)
{
    atomic_store_explicit(&slot, CAMERA_NO_FRAME, memory_order_release);
}

uint32_t camera_missed(void)
{
    return atomic_load_explicit(&missed, memory_order_relaxed);
}

bool camera_ended(void)
{
    return !camera_is_endless() && has_ended(atomic_load_explicit(&shown, memory_order_acquire));
}

bool camera_is_endless(void)
{
    return camera.frames == 0U || camera.count == 0U;
}
