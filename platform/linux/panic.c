/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file panic.c
 * The end of the program when a check of the runtime fails.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

__attribute__((weak)) _Noreturn void fuse_panic(uint32_t site)
{
    (void)fprintf(stderr, "fuse: a check of the runtime failed at site %u; see checks.json of this build\n", (unsigned int)site);
    abort();
}
