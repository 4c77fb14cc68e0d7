/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fail.c
 * The end of the program when a system call fails that the platform cannot do without.
 */
#include "host.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Noreturn void fuse_host_fail(const char *what)
{
    /* Not through a stream: its lock may be another task's. */
    (void)dprintf(STDERR_FILENO, "fuse: platform: %s: %s\n", what, strerror(errno));
    abort();
}
