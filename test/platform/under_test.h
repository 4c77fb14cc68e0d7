/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file under_test.h
 * The hooks for tests that the platforms with a certain stop have under names of their own.
 */
#ifndef UNDER_TEST_H
#define UNDER_TEST_H

#if defined(FUSE_TEST_FREERTOS)
#include "fuse_platform_freertos.h"
#define UNDER_TEST_STOP_ANY FUSE_PLATFORM_FREERTOS_STOP_ANY
#define UNDER_TEST_STOP_REDIRECT FUSE_PLATFORM_FREERTOS_STOP_REDIRECT
#define UNDER_TEST_STOP_FAULT FUSE_PLATFORM_FREERTOS_STOP_FAULT
#define under_test_force_stop fuse_platform_freertos_force_stop
typedef fuse_platform_freertos_stats_t under_test_stats_t;
#define under_test_stats fuse_platform_freertos_stats
#else
#include "fuse_platform_linux.h"
#define UNDER_TEST_STOP_ANY FUSE_PLATFORM_LINUX_STOP_ANY
#define UNDER_TEST_STOP_REDIRECT FUSE_PLATFORM_LINUX_STOP_REDIRECT
#define UNDER_TEST_STOP_FAULT FUSE_PLATFORM_LINUX_STOP_FAULT
#define under_test_force_stop fuse_platform_linux_force_stop
typedef fuse_platform_linux_stats_t under_test_stats_t;
#define under_test_stats fuse_platform_linux_stats
#endif

#endif
