/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file init.c
 * Brings the platform up, once, and again in the child of a fork.
 */
#include "internal.h"

#include <errno.h>
#include <pthread.h>

static void forked(void)
{
    fuse_linux_quota_forked();
#ifndef FUSE_PLATFORM_DEFAULT_GUARD
    fuse_linux_guard_forked();
#endif
}

static void init(void)
{
#ifndef FUSE_PLATFORM_DEFAULT_GUARD
    fuse_linux_cycles_init();
    fuse_linux_guard_init();
#endif
    fuse_linux_quota_init();
    errno = pthread_atfork(NULL, NULL, forked);
    if (errno != 0) {
        fuse_host_fail("cannot register the fork handler");
    }
}

void fuse_platform_init(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, init);
}
