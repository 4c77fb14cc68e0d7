/* SPDX-License-Identifier: Apache-2.0 */
/** @file mpu_cover.c Which regions of an Armv7-M memory protection unit cover a range of addresses. */
#include "mpu_cover.h"

#define GRANULE_LOG2 5U
#define WHOLE_LOG2 32U
/** Regions from here on have eighths that can be disabled. */
#define EIGHTHS_LOG2 8U

/** One step: the region that begins to cover at `at` and reaches farthest, not beyond `end`. Returns how far it reaches. */
static uint64_t farthest(uint64_t at, uint64_t end, mpu_region_t *region)
{
    uint64_t reached = at;
    for (uint32_t eighth_log2 = GRANULE_LOG2; eighth_log2 <= (WHOLE_LOG2 - 3U); eighth_log2++) {
        const uint64_t eighth = (uint64_t)1U << eighth_log2;
        if ((at & (eighth - 1U)) != 0U) {
            break;
        }
        const uint64_t base = at & ~((eighth * 8U) - 1U);
        const uint64_t top = base + (eighth * 8U);
        const uint64_t last = end & ~(eighth - 1U);
        const uint64_t to = (last < top) ? last : top;
        if (to > reached) {
            reached = to;
            region->base = (uint32_t)base;
            region->size_log2 = eighth_log2 + 3U;
            region->disabled_eighths = 0U;
            for (uint32_t i = 0U; i < 8U; i++) {
                const uint64_t part = base + (eighth * i);
                if ((part < at) || (part >= to)) {
                    region->disabled_eighths |= 1U << i;
                }
            }
        }
    }
    return reached;
}

/** Returns the number of regions, or max + 1 if they are too few. */
static uint32_t cover_exactly(uint64_t start, uint64_t end, mpu_region_t *regions, uint32_t max)
{
    uint32_t count = 0U;
    uint64_t at = start;
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
    uint32_t count = max + 1U;
    for (uint32_t granule_log2 = GRANULE_LOG2; (count > max) && (granule_log2 <= (WHOLE_LOG2 - 3U)); granule_log2++) {
        const uint64_t mask = ((uint64_t)1U << granule_log2) - 1U;
        count = cover_exactly((uint64_t)start & ~mask, ((uint64_t)end + mask) & ~mask, regions, max);
    }
    return count;
}
