/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The camera over a POSIX timer, whose signal stands for the shutter's interrupt: it may come at any instruction, also in the
 * middle of a module, and the task sees all of it or nothing. The host is one thread; the platform's own takes no signals.
 */
#include "camera.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "fuse.h"

static const pictures_t *pictures;
static uint32_t frame_bytes;
static uint32_t frames;

static bool shutter_runs;
static timer_t shutter;
static uint32_t frame_event;
static void (*notify_host)(void);

/** Frames that the camera has shown. */
static _Atomic uint32_t shown;
static _Atomic uint32_t missed;
/** The slot: the frame's number, or CAMERA_NO_FRAME. Only the interrupt fills it, only the task empties it. */
static _Atomic uint32_t slot = CAMERA_NO_FRAME;

void camera_init(const pictures_t *of, uint32_t bytes, uint32_t count)
{
    pictures = of;
    frame_bytes = bytes;
    frames = count;
}

static void tick(int signal_number)
{
    (void)signal_number;
    const int saved_errno = errno;
    const uint32_t frame = atomic_load_explicit(&shown, memory_order_relaxed);
    if (frame < frames) {
        if (atomic_load_explicit(&slot, memory_order_acquire) == CAMERA_NO_FRAME) {
            atomic_store_explicit(&slot, frame, memory_order_release);
            (void)fuse_post_event(frame_event);
        } else {
            (void)atomic_fetch_add_explicit(&missed, 1U, memory_order_relaxed);
        }
        atomic_store_explicit(&shown, frame + 1U, memory_order_release);
    }
    notify_host();
    errno = saved_errno;
}

bool camera_start(uint64_t period_us, uint32_t event, void (*notify)(void))
{
    frame_event = event;
    notify_host = notify;
    shutter_runs = true;

    /* A module may be at the end of its stack: the handler has one of its own, which the platform provides. */
    struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART | SA_ONSTACK};
    (void)sigemptyset(&action.sa_mask);
    struct sigevent to = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    if (sigaction(SIGALRM, &action, NULL) != 0 || timer_create(CLOCK_MONOTONIC, &to, &shutter) != 0) {
        return false;
    }
    const struct timespec period = {.tv_sec = (time_t)(period_us / 1000000U), .tv_nsec = (long)((period_us % 1000000U) * 1000U)};
    const struct itimerspec times = {.it_interval = period, .it_value = period};
    return timer_settime(shutter, 0, &times, NULL) == 0;
}

uint64_t camera_copy_frame(void *buffer, uint32_t capacity)
{
    uint32_t frame = atomic_load_explicit(&slot, memory_order_acquire);
    if (frame == CAMERA_NO_FRAME) {
        frame = atomic_load_explicit(&shown, memory_order_relaxed);
        if (shutter_runs || frame == frames) {
            return 0U;
        }
        atomic_store_explicit(&slot, frame, memory_order_relaxed);
        atomic_store_explicit(&shown, frame + 1U, memory_order_relaxed);
    }
    const uint32_t size = (capacity < frame_bytes) ? capacity : frame_bytes;
    (void)memcpy(buffer, &pictures->pixels[(size_t)(frame % pictures->count) * frame_bytes], size);
    return size;
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
    return atomic_load_explicit(&shown, memory_order_acquire) == frames;
}
