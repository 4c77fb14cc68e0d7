/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real time on Linux. The camera's shutter is a POSIX timer, whose signal stands for the interrupt. The host is one thread; the
 * platform's own takes no signals.
 */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>

#include "camera.h"
#include "fuse_platform.h"
#include "pace.h"

/** Posted by the shutter, so that a wake-up between looking for work and sleeping is not lost. */
static sem_t *wake_up(void)
{
    static sem_t semaphore;
    static bool is_ready;
    if (!is_ready) {
        (void)sem_init(&semaphore, 0, 0U);
        is_ready = true;
    }
    return &semaphore;
}

static timer_t shutter;

static void open_shutter(int signal_number)
{
    (void)signal_number;
    const int saved_errno = errno;
    camera_shutter();
    (void)sem_post(wake_up());
    errno = saved_errno;
}

static bool start_shutter(uint32_t period_us)
{
    (void)wake_up();
    /* A module may be at the end of its stack: the handler has one of its own, which the platform provides. */
    struct sigaction action = {.sa_handler = open_shutter, .sa_flags = SA_RESTART | SA_ONSTACK};
    (void)sigemptyset(&action.sa_mask);
    struct sigevent to = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    if (sigaction(SIGALRM, &action, NULL) != 0 || timer_create(CLOCK_MONOTONIC, &to, &shutter) != 0) {
        return false;
    }
    const struct timespec period = {.tv_sec = (time_t)(period_us / 1000000U), .tv_nsec = (long)((period_us % 1000000U) * 1000U)};
    const struct itimerspec times = {.it_interval = period, .it_value = period};
    return timer_settime(shutter, 0, &times, NULL) == 0;
}

static void wait_us(uint64_t us)
{
    if (us == UINT64_MAX) {
        (void)sem_wait(wake_up());
        return;
    }
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(us / 1000000U);
    until.tv_nsec += (long)((us % 1000000U) * 1000U);
    if (until.tv_nsec >= 1000000000L) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000L;
    }
    (void)sem_clockwait(wake_up(), CLOCK_MONOTONIC, &until);
}

const pace_t pace_real = {.start_shutter = start_shutter, .now_us = fuse_platform_get_timestamp_us, .wait_us = wait_us};
