/* SPDX-License-Identifier: Apache-2.0 */
/** @file posix.h What the files of this folder share. */
#ifndef FUSE_FREERTOS_POSIX_H
#define FUSE_FREERTOS_POSIX_H

#include "../internal.h"

/** Installs the handler for SIGSEGV. */
void fuse_posix_fault_init(void);

/** Makes the calling task ready to run modules, unless it is: a handler in front of the kernel's tick, a stack for signals. */
void fuse_posix_task_prepare(void);

#endif
