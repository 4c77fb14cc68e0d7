/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file default_panic.c
 * Panic for ports that have none of their own: an illegal instruction, which a debugger shows and a fault handler sees.
 */
#include "fuse_platform.h"

__attribute__((weak)) _Noreturn void fuse_panic(uint32_t site)
{
    (void)site;
    __builtin_trap();
}
