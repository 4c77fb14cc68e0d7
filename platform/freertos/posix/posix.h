/* SPDX-License-Identifier: Apache-2.0 */
/** @file posix.h What the files of this folder share. */
#ifndef FUSE_FREERTOS_POSIX_H
#define FUSE_FREERTOS_POSIX_H

#include "../internal.h"

/** Installs the handler for SIGSEGV. */
void fuse_posix_fault_init(void);

#endif
