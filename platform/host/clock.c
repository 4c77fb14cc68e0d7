/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file clock.c
 * Time: CLOCK_MONOTONIC.
 */
#include "host.h"

#include <time.h>

uint64_t fuse_host_now_ns(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        fuse_host_fail("cannot read CLOCK_MONOTONIC");
    }
    return ((uint64_t)now.tv_sec * 1000000000U) + (uint64_t)now.tv_nsec;
}
