/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file host.h
 * What the runtime's tests need of the machine they run on. Each port of the tests implements it: linux/main.c, freertos/main.c.
 */
#ifndef FUSE_TEST_HOST_H
#define FUSE_TEST_HOST_H

#include <stdbool.h>
#include <stdint.h>

/** Writes to the console. */
void test_console(const char *text);
void test_console_number(uint64_t value);

/** Whether the test is to be run. */
bool test_selected(const char *suite, const char *test);

/* The platform's ways of stopping a module: any of them, or one alone. */
#define TEST_STOP_ANY 0U
#define TEST_STOP_REDIRECT 1U
#define TEST_STOP_FAULT 2U

/** Allows the platform this way only. False where there is no choice, and nothing to choose from. */
bool test_force_stop(uint32_t way);

/** How many modules were stopped this way until now. */
uint32_t test_stops(uint32_t way);

/**
 * Microseconds from the arming of a quota to its cancelling, at the latest, when a module does not return by itself and may be
 * stopped this way. Redirecting alone needs luck: it finds the module in its own code or tries again.
 */
uint64_t test_stop_latest_us(uint32_t quota_us, uint32_t way);

/**
 * A measure of what the process holds outside the runtime's pool and that must be the same before and after each test: the bytes
 * mapped, the free heap of an operating system. 0 where there is nothing to measure.
 */
uint64_t test_held_resources(void);

/** Free bytes of the runtime's pool. */
uint32_t test_pool_free(void);

/** TEST_MORE_CAPABILITIES is given by the build: the capability bits of HAL groups outside the runtime's tree, FUSE_HAL_DIRS. */

/** 1 where linear memories of whole 64 KiB pages can be had, 0 where the pool is all there is. */
extern const uint32_t test_has_large_memory;

/** The pool, the log's memory and their sizes: few enough bytes for a board with 128 KB. */
#define TEST_POOL_BYTES 40960U
#define TEST_LOG_BYTES 6144U
void *test_pool(void);
void *test_log_memory(void);

/**
 * Calls every function of the API that is not allowed in a host callback, and returns how many of them did anything else than
 * refuse. In C, because the compiler of the subset would rightly call it a recursion.
 */
uint32_t test_forbidden_calls(uint32_t id, const uint8_t *image, uint32_t size);

/** Calls every function that is allowed in a host callback, and returns how many of them failed. */
uint32_t test_allowed_calls(uint32_t id);

/** How many results have another name than fuse.h gives them, and whether the version is another text than its numbers. */
uint32_t test_wrong_names(void);

#endif
