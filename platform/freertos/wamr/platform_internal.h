/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file platform_internal.h
 * What WAMR's headers ask of a platform. One task owns the runtime and with it WAMR, so the locks are nothing.
 */
#ifndef PLATFORM_INTERNAL_H
#define PLATFORM_INTERNAL_H

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef BH_PLATFORM_FREERTOS
#define BH_PLATFORM_FREERTOS
#endif

#define BH_APPLET_PRESERVED_STACK_SIZE 2048
#define BH_THREAD_DEFAULT_PRIORITY 5

typedef void *korp_thread;
typedef void *korp_tid;
typedef uint8_t korp_mutex;
typedef uint8_t korp_sem;
typedef uint8_t korp_cond;
typedef uint8_t korp_rwlock;
typedef int os_file_handle;
typedef void *os_dir_stream;
typedef int os_raw_file_handle;
typedef int os_poll_file_handle;
typedef unsigned int os_nfds_t;
typedef int os_timespec;

static inline os_file_handle os_get_invalid_handle(void)
{
    return -1;
}

/**
 * What WAMR rounds sections of an image up to. Boards have no pages, so a few bytes do; 4096 would waste
 * as much again for each module.
 */
int os_getpagesize(void);

#endif
