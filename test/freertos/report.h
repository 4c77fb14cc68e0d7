/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file report.h
 * What the test images print: words and numbers on the board's console, a line for each check, `N passed, N failed`.
 */
#ifndef FUSE_TEST_REPORT_H
#define FUSE_TEST_REPORT_H

#include <stdbool.h>
#include <stdint.h>

void report_text(const char *text);
/** In decimal; in hexadecimal what has more than 32 bits. */
void report_number(uint64_t value);
/** The number in at least `width` characters. */
void report_column(uint32_t value, uint32_t width);

/** `FUSE <what> on <board>, build <id>, <clock>`: the first line of an image. */
void report_begin(const char *what);

/** Counts a check and prints its line. */
void report_check(const char *name, bool passed);

/** Prints `N passed, N failed`; the status of the image. */
uint32_t report_end(void);

#endif
