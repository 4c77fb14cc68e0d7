/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file check.c
 * Counts checks.
 */
#include "check.h"

#include <stdatomic.h>
#include <stdio.h>

static _Atomic uint32_t passed;
static _Atomic uint32_t failed;

bool check_that(bool condition, const char *text, const char *file, int line)
{
    (void)atomic_fetch_add(condition ? &passed : &failed, 1U);
    if (!condition) {
        (void)fprintf(stderr, "%s:%d: failed: %s\n", file, line, text);
    }
    return condition;
}

bool check_equal(uint64_t actual, uint64_t expected, const char *text, const char *file, int line)
{
    const bool equal = check_that(actual == expected, text, file, line);
    if (!equal) {
        (void)fprintf(stderr, "    got %llu, expected %llu\n", (unsigned long long)actual, (unsigned long long)expected);
    }
    return equal;
}

int check_finish(void)
{
    (void)printf("%u passed, %u failed\n", (unsigned int)passed, (unsigned int)failed);
    return ((failed == 0U) && (passed > 0U)) ? 0 : 1;
}

uint32_t check_random(uint32_t limit)
{
    static _Atomic uint32_t last = 2463534242U;
    uint32_t state = atomic_load_explicit(&last, memory_order_relaxed);
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    atomic_store_explicit(&last, state, memory_order_relaxed);
    return state % limit;
}
