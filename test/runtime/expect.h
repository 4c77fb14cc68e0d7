/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file expect.h
 * The expectations of the runtime's tests: macros, so that a failure names the file and line it stands on (with #line, those of the
 * TypeScript). What they compare is evaluated once. harness.ts counts and prints.
 */
#ifndef FUSE_TEST_EXPECT_H
#define FUSE_TEST_EXPECT_H

#include <stdbool.h>
#include <stdint.h>

void fuse_test_condition(bool holds, const char *what, const char *file, uint32_t line);
void fuse_test_number(uint64_t got, uint64_t want, const char *what, const char *file, uint32_t line);
void fuse_test_stat(uint32_t got, uint32_t want, const char *what, const char *file, uint32_t line);

#define TEST_EXPECT(condition) fuse_test_condition((condition), #condition, __FILE__, (uint32_t)__LINE__)
#define TEST_EQUAL(got, want) fuse_test_number((uint64_t)(got), (uint64_t)(want), #got, __FILE__, (uint32_t)__LINE__)
#define TEST_STAT(got, want) fuse_test_stat((uint32_t)(got), (uint32_t)(want), #got, __FILE__, (uint32_t)__LINE__)

#endif
