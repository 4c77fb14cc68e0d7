/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file output.h
 * How a benchmark on a board prints: one JSON object a line, as the benchmark for Linux does, without printf().
 */
#ifndef FUSE_BENCH_OUTPUT_H
#define FUSE_BENCH_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

void output_text(const char *text);
void output_number(uint32_t number);

/** Ends the image with what failed, unless `condition` holds. */
void require(bool condition, const char *what);

#endif
