/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file machine_simulator.c
 * What the tests must know of the simulator: code and linear memories are mapped from the host, and a busy host delays the kernel.
 */
#include <malloc.h>

#include "host.h"
#include "mappings.h"

/** What two busy cores may add to a quota. */
#define LATE_US 250000U

const uint32_t test_has_large_memory = 1U;

/** One heap for all threads: the C library maps another for each thread that finds the first in use, whenever that happens. */
__attribute__((constructor)) static void use_one_heap(void)
{
    (void)mallopt(M_ARENA_MAX, 1);
}

uint64_t test_held_resources(void)
{
    return mapped_bytes();
}

uint64_t test_stop_latest_us(uint32_t quota_us, uint32_t way)
{
    (void)way;
    return (uint64_t)quota_us + LATE_US;
}
