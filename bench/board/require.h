/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file require.h
 * What the benchmarks on a board share. They print one JSON object a line, as the benchmark for Linux does.
 */
#ifndef FUSE_BENCH_REQUIRE_H
#define FUSE_BENCH_REQUIRE_H

#include <stdbool.h>

/** Ends the image with what failed, unless `condition` holds. */
void require(bool condition, const char *what);

#endif
