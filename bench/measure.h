/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file measure.h
 * Repeated timing of small operations: many short batches, each beside a batch of the baseline, and the median of what they gave.
 */
#ifndef FUSE_BENCH_MEASURE_H
#define FUSE_BENCH_MEASURE_H

#include <stdint.h>

/** Runs the operation `iterations` times. */
typedef void (*measure_fn)(uint32_t iterations);

typedef struct {
    double ns;    /**< median time of one operation */
    double p10;   /**< tenth percentile, ns */
    double p90;   /**< ninetieth percentile, ns */
    double ratio; /**< median over the rounds of operation / baseline; 0 without a baseline */
} measure_result_t;

/** Nanoseconds on the monotonic clock. */
uint64_t measure_now_ns(void);

/** Times `operation` in `rounds` batches of `iterations`, each right after a batch of `baseline` (NULL: none). */
measure_result_t measure(measure_fn operation, measure_fn baseline, uint32_t rounds, uint32_t iterations);

/** The p-th percentile (0–100) of `count` values, which are sorted in place. */
double measure_percentile(double *values, uint32_t count, double p);

#endif
