/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file panic.c
 * The ends of the program: a failed check of the runtime, a system call that the platform cannot do without.
 */
#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((weak)) _Noreturn void fuse_panic(uint32_t site)
{
    (void)fprintf(stderr, "fuse: a check of the runtime failed at site %u; see checks.json of this build\n", (unsigned int)site);
    abort();
}

_Noreturn void fuse_linux_fail(const char *what)
{
    (void)fprintf(stderr, "fuse: platform linux: %s: %s\n", what, strerror(errno));
    abort();
}
