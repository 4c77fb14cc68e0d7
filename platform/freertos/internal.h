/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file internal.h
 * What the files of the FreeRTOS platform share. cortex_m/ and posix/ each implement the second section.
 */
#ifndef FUSE_FREERTOS_INTERNAL_H
#define FUSE_FREERTOS_INTERNAL_H

#include "fuse_platform.h"
#include "fuse_platform_freertos.h"

#include "FreeRTOS.h"
#include "task.h"

/** Called by the machine at every tick of the kernel, in its interrupt, after the kernel's own work. */
void fuse_freertos_tick(void);

#endif
