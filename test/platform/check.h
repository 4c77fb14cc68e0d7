/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file check.h
 * Checks that count, for test programs that go on after a failure.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdint.h>

/** Counts one check; a failed one prints where and what. Usable from any thread. */
#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)

/** The same for two numbers, which are printed when they differ. */
#define CHECK_EQUAL(actual, expected) \
    check_equal((uint64_t)(actual), (uint64_t)(expected), #actual " == " #expected, __FILE__, __LINE__)

bool check_that(bool condition, const char *text, const char *file, int line);
bool check_equal(uint64_t actual, uint64_t expected, const char *text, const char *file, int line);

/** Prints `N passed, N failed`; returns the program's exit status. */
int check_finish(void);

/** A reproducible pseudo-random number below `limit`. */
uint32_t check_random(uint32_t limit);

#endif
