/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file mpu_cover.c
 * Which regions of an Armv7-M memory protection unit cover a range of addresses. Positions are counted in granules of 32 bytes, so
 * that the end of memory is a number, too. It runs in the interrupt that ends a quota, and therefore wastes no time.
 */
#include "mpu_cover.h"

/** Parts of a region, which can be disabled one by one. */
#define PARTS 8U
#define PARTS_LOG2 3U
#define ALL_PARTS 0xFFU
/** A part of the largest region, which is all of memory. */
#define PART_LOG2_MAX (32U - MPU_GRANULE_LOG2 - PARTS_LOG2)

static uint32_t round_down(uint32_t position, uint32_t log2)
{
    return (position >> log2) << log2;
}

/** The region that begins to cover at `at` and reaches farthest, not beyond `end`. Returns how far it reaches. */
static uint32_t farthest(uint32_t at, uint32_t end, mpu_region_t *region)
{
    uint32_t reached = at;
    uint32_t log2 = 0U;
    /* Parts that begin at `at` and are not larger than what is to be covered: larger ones would end before they begin. */
    for (uint32_t part_log2 = 0U; (part_log2 <= PART_LOG2_MAX) && (round_down(at, part_log2) == at) && (((end - at) >> part_log2) != 0U);
         part_log2++) {
        const uint32_t top = round_down(at, part_log2 + PARTS_LOG2) + (PARTS << part_log2);
        const uint32_t last = round_down(end, part_log2);
        const uint32_t to = (last < top) ? last : top;
        if (to > reached) {
            reached = to;
            log2 = part_log2;
        }
    }
    const uint32_t base = round_down(at, log2 + PARTS_LOG2);
    const uint32_t before = (at - base) >> log2;
    const uint32_t after = PARTS - ((reached - base) >> log2);
    region->base = base << MPU_GRANULE_LOG2;
    region->size_log2 = log2 + PARTS_LOG2 + MPU_GRANULE_LOG2;
    region->disabled_eighths = ALL_PARTS & ~((ALL_PARTS << before) & (ALL_PARTS >> after));
    return reached;
}

/** Returns the number of regions, or max + 1 if they are too few. */
static uint32_t cover_exactly(uint32_t start, uint32_t end, mpu_region_t *regions, uint32_t max)
{
    uint32_t count = 0U;
    uint32_t at = start;
    while (at < end) {
        if (count == max) {
            return max + 1U;
        }
        at = farthest(at, end, &regions[count]);
        count++;
    }
    return count;
}

uint32_t mpu_cover(uint32_t start, uint32_t end, mpu_region_t *regions, uint32_t max)
{
    const uint32_t first = start >> MPU_GRANULE_LOG2;
    const uint32_t last = (end >> MPU_GRANULE_LOG2) + (((end & (MPU_GRANULE - 1U)) != 0U) ? 1U : 0U);
    uint32_t count = max + 1U;
    for (uint32_t log2 = 0U; (count > max) && (log2 <= PART_LOG2_MAX); log2++) {
        const uint32_t up = (1U << log2) - 1U;
        count = cover_exactly(round_down(first, log2), round_down(last + up, log2), regions, max);
    }
    return count;
}
