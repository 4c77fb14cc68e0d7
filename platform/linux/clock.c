/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file clock.c
 * Time: CLOCK_MONOTONIC, and sleeping on it.
 */
#include "internal.h"

#include <errno.h>
#include <time.h>

void fuse_linux_sleep_until_ns(uint64_t deadline_ns)
{
    const struct timespec deadline = {
        .tv_sec = (time_t)(deadline_ns / 1000000000U),
        .tv_nsec = (long)(deadline_ns % 1000000000U),
    };
    int result;
    do {
        result = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, NULL);
    } while (result == EINTR);
}

uint64_t fuse_platform_get_timestamp_us(void)
{
    return fuse_host_now_ns() / 1000U;
}

void fuse_platform_sleep_us(uint64_t us)
{
    /* Longer than time_t's nanoseconds can say is for ever: 292 years will do. */
    const uint64_t longest_ns = (uint64_t)INT64_MAX;
    const uint64_t now = fuse_host_now_ns();
    const uint64_t us_left = (longest_ns - now) / 1000U;
    fuse_linux_sleep_until_ns((us < us_left) ? (now + (us * 1000U)) : longest_ns);
}
