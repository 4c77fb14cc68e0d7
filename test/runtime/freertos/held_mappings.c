/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file held_mappings.c
 * The simulator: code and linear memories are mapped from the host, outside the pool.
 */
#include "host.h"
#include "mappings.h"

const uint32_t test_has_large_memory = 1U;

uint64_t test_held_resources(void)
{
    return mapped_bytes();
}
