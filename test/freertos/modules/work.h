/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file work.h
 * What each module of the image `interrupts` computes in a step: integers, 64-bit division, floating point and memory, so that a
 * register or a word that an interrupt damaged shows in the result. The image computes the same beside it.
 */
#ifndef FUSE_TEST_WORK_H
#define FUSE_TEST_WORK_H

#include <stdint.h>

#define WORK_WORDS 32U

typedef struct {
    uint32_t steps;
    uint32_t checksum;
    uint32_t state;
    float filtered;
    uint32_t words[WORK_WORDS];
} work_t;

/** The part of work_t that a module reports. */
#define WORK_REPORT_BYTES 8U

static inline void work_step(work_t *work, uint32_t rounds)
{
    uint32_t x = work->state ^ 0x9E3779B9U;
    uint64_t wide = ((uint64_t)work->checksum << 20U) | 0x12345U;
    float filtered = work->filtered;
    for (uint32_t i = 0U; i < rounds; i++) {
        x ^= x << 13U;
        x ^= x >> 17U;
        x ^= x << 5U;
        const uint32_t index = x % WORK_WORDS;
        work->words[index] += x ^ i;
        wide += (((uint64_t)x << 32U) | work->words[index]) / ((x & 0xFFFFU) + 3U);
        filtered = filtered * 0.5F;
        filtered = filtered + (float)(x & 0xFFFU);
    }
    work->state = x;
    work->filtered = filtered;
    uint32_t sum = work->checksum;
    for (uint32_t i = 0U; i < WORK_WORDS; i++) {
        sum = sum * 31U + work->words[i];
    }
    work->checksum = sum ^ (uint32_t)wide ^ (uint32_t)(wide >> 32U) ^ (uint32_t)filtered;
    work->steps++;
}

#endif
