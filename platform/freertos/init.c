/* SPDX-License-Identifier: Apache-2.0 */
/** @file init.c Start of the platform. */
#include "internal.h"

void fuse_platform_init(void)
{
    static bool done;
    if (!done) {
        done = true;
        fuse_machine_init();
    }
}
