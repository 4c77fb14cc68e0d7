/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file mpu_cover.h
 * Which regions of an Armv7-M memory protection unit cover a range of addresses. Pure: also compiled and tested on the host.
 */
#ifndef FUSE_MPU_COVER_H
#define FUSE_MPU_COVER_H

#include <stdint.h>

/** An eighth of the smallest region that has eighths: what ranges are rounded to. */
#define MPU_GRANULE_LOG2 5U
#define MPU_GRANULE (1U << MPU_GRANULE_LOG2)

typedef struct {
    /** A multiple of the size. */
    uint32_t base;
    /** The size is 1 << size_log2, at least 256: smaller regions have no eighths. */
    uint32_t size_log2;
    /** One bit for each eighth that does not belong to the region. */
    uint32_t disabled_eighths;
} mpu_region_t;

/**
 * Covers [start, end), rounded outwards to MPU_GRANULE, with at most `max` regions; returns how many. If `max` are too few, the range
 * is rounded to the smallest power of two with which they suffice, so more is covered, never less. Wants start < end and max > 0.
 */
uint32_t mpu_cover(uint32_t start, uint32_t end, mpu_region_t *regions, uint32_t max);

#endif
