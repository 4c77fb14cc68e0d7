/* SPDX-License-Identifier: Apache-2.0 */
/* Repeated timing of small operations. */
#include "measure.h"

#include <stdlib.h>
#include <time.h>

#define MAX_ROUNDS 1024U

uint64_t measure_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

static int by_value(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

double measure_percentile(double *values, uint32_t count, double p)
{
    qsort(values, count, sizeof values[0], by_value);
    const double position = p / 100.0 * (double)(count - 1U);
    return values[(uint32_t)(position + 0.5)];
}

static double batch_ns(measure_fn operation, uint32_t iterations)
{
    const uint64_t start = measure_now_ns();
    operation(iterations);
    return (double)(measure_now_ns() - start) / (double)iterations;
}

measure_result_t measure(measure_fn operation, measure_fn baseline, uint32_t rounds, uint32_t iterations)
{
    static double times[MAX_ROUNDS];
    static double ratios[MAX_ROUNDS];
    const uint32_t count = rounds < MAX_ROUNDS ? rounds : MAX_ROUNDS;
    measure_result_t result = {0};
    operation(iterations); /* warms caches and the branch predictors */
    for (uint32_t round = 0; round < count; round++) {
        const double base = baseline != NULL ? batch_ns(baseline, iterations) : 0.0;
        times[round] = batch_ns(operation, iterations);
        ratios[round] = base > 0.0 ? times[round] / base : 0.0;
    }
    result.ns = measure_percentile(times, count, 50.0);
    result.p10 = measure_percentile(times, count, 10.0);
    result.p90 = measure_percentile(times, count, 90.0);
    result.ratio = measure_percentile(ratios, count, 50.0);
    return result;
}
