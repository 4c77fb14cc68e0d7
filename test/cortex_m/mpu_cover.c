/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file mpu_cover.c
 * The regions that take execution from a module's text, read as the processor reads them: for every short range of addresses, for
 * ranges up to 128 KB, at both ends of memory, and with too few regions.
 */
#include "mpu_cover.h"

#include "check.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define REGIONS 16U
/** An MPU of eight regions less the one for the stack. */
#define USUAL_REGIONS 7U
#define EIGHTHS 8U

/** What the processor would take for the region: DDI 0403E, B3.5.3. */
static bool is_valid(const mpu_region_t *region)
{
    if ((region->size_log2 < 8U) || (region->size_log2 > 32U)) {
        return false;
    }
    const uint64_t size = (uint64_t)1U << region->size_log2;
    return ((region->base & (size - 1U)) == 0U) && (region->disabled_eighths < 0xFFU);
}

static bool is_covered(uint64_t address, const mpu_region_t *regions, uint32_t count)
{
    for (uint32_t i = 0U; i < count; i++) {
        const uint64_t size = (uint64_t)1U << regions[i].size_log2;
        if ((address >= regions[i].base) && (address < (regions[i].base + size))) {
            const uint64_t eighth = (address - regions[i].base) / (size / EIGHTHS);
            if (((regions[i].disabled_eighths >> eighth) & 1U) == 0U) {
                return true;
            }
        }
    }
    return false;
}

/** Of the regions together; only their ends are looked at. */
typedef struct {
    uint64_t start;
    uint64_t end;
    bool connected;
} extent_t;

static extent_t extent_of(const mpu_region_t *regions, uint32_t count)
{
    extent_t extent = {0U, 0U, true};
    for (uint32_t i = 0U; i < count; i++) {
        const uint64_t eighth = ((uint64_t)1U << regions[i].size_log2) / EIGHTHS;
        uint32_t first = 0U;
        uint32_t last = EIGHTHS;
        while (((regions[i].disabled_eighths >> first) & 1U) != 0U) {
            first++;
        }
        while (((regions[i].disabled_eighths >> (last - 1U)) & 1U) != 0U) {
            last--;
        }
        for (uint32_t j = first; j < last; j++) {
            extent.connected = extent.connected && (((regions[i].disabled_eighths >> j) & 1U) == 0U);
        }
        const uint64_t start = regions[i].base + (eighth * first);
        extent.connected = extent.connected && ((i == 0U) || (start == extent.end));
        extent.start = (i == 0U) ? start : extent.start;
        extent.end = regions[i].base + (eighth * last);
    }
    return extent;
}

static uint64_t round_down(uint64_t address, uint64_t granule)
{
    return address & ~(granule - 1U);
}

static uint64_t round_up(uint64_t address, uint64_t granule)
{
    return round_down(address + (granule - 1U), granule);
}

/** Whether exactly the range, rounded to granules, is covered. */
static bool covers_exactly(uint32_t start, uint32_t end, uint32_t max, uint32_t *used)
{
    mpu_region_t regions[REGIONS];
    const uint32_t count = mpu_cover(start, end, regions, max);
    bool good = (count >= 1U) && (count <= max);
    for (uint32_t i = 0U; good && (i < count); i++) {
        good = is_valid(&regions[i]);
    }
    if (good) {
        const extent_t extent = extent_of(regions, count);
        good = extent.connected && (extent.start == round_down(start, MPU_GRANULE)) && (extent.end == round_up(end, MPU_GRANULE));
    }
    *used = count;
    return good;
}

static void check_short_ranges(uint32_t base)
{
    const uint32_t granules = 200U;
    uint32_t wrong = 0U;
    for (uint32_t first = 0U; first < granules; first++) {
        for (uint32_t last = first + 1U; last <= granules; last++) {
            mpu_region_t regions[REGIONS];
            const uint32_t start = base + (first * MPU_GRANULE);
            const uint32_t end = base + (last * MPU_GRANULE);
            const uint32_t count = mpu_cover(start, end, regions, REGIONS);
            for (uint32_t i = 0U; i < granules; i++) {
                const uint64_t address = (uint64_t)base + (i * MPU_GRANULE);
                const bool inside = (i >= first) && (i < last);
                wrong += (is_covered(address, regions, count) != inside) ? 1U : 0U;
                wrong += (is_covered(address + (MPU_GRANULE - 1U), regions, count) != inside) ? 1U : 0U;
            }
        }
    }
    CHECK_EQUAL(wrong, 0U);
}

static void check_rounding(void)
{
    uint32_t wrong = 0U;
    uint32_t used;
    for (uint32_t start = 0x20000000U; start < 0x20000060U; start++) {
        for (uint32_t end = start + 1U; end < 0x20000240U; end++) {
            wrong += covers_exactly(start, end, REGIONS, &used) ? 0U : 1U;
        }
    }
    CHECK_EQUAL(wrong, 0U);
}

/** Up to 128 KB from anywhere in 128 KB: how many regions they need, by length. */
static void check_lengths(void)
{
    const uint32_t window = 0x20000U / MPU_GRANULE;
    uint32_t wrong = 0U;
    uint32_t most = 0U;
    uint32_t shortest_beyond = UINT32_MAX;
    for (uint32_t first = 0U; first < window; first++) {
        for (uint32_t length = 1U; length <= window; length++) {
            uint32_t used;
            const uint32_t start = 0x08000000U + (first * MPU_GRANULE);
            wrong += covers_exactly(start, start + (length * MPU_GRANULE), REGIONS, &used) ? 0U : 1U;
            most = (used > most) ? used : most;
            if ((used > USUAL_REGIONS) && (length < shortest_beyond)) {
                shortest_beyond = length;
            }
        }
    }
    CHECK_EQUAL(wrong, 0U);
    /* A text up to here is never covered with more than itself on an MPU of eight regions. */
    CHECK(shortest_beyond > (0x8000U / MPU_GRANULE));
    (void)printf("up to 128 KB: %u regions at most; the first to need more than %u: %u bytes\n", (unsigned int)most, USUAL_REGIONS,
                 (unsigned int)(shortest_beyond * MPU_GRANULE));
}

static void check_ends_of_memory(void)
{
    uint32_t wrong = 0U;
    uint32_t used;
    for (uint32_t i = 1U; i < 5000U; i++) {
        wrong += covers_exactly(0U, i * 7U, REGIONS, &used) ? 0U : 1U;
        /* The last byte of memory cannot be part of a half-open range; its granule is. */
        wrong += covers_exactly(UINT32_MAX - (i * 7U), UINT32_MAX, REGIONS, &used) ? 0U : 1U;
    }
    CHECK_EQUAL(wrong, 0U);
    mpu_region_t regions[1];
    CHECK_EQUAL(mpu_cover(0U, UINT32_MAX, regions, 1U), 1U);
    CHECK_EQUAL(regions[0].size_log2, 32U);
    CHECK_EQUAL(regions[0].disabled_eighths, 0U);
}

/** More is covered, never less, and as few more as a rounding to a power of two allows. */
static void check_too_few_regions(void)
{
    uint32_t less = 0U;
    uint32_t too_many = 0U;
    uint32_t too_much = 0U;
    for (uint32_t round = 0U; round < 300000U; round++) {
        const uint32_t base = check_random(0x40000000U);
        const uint32_t end = base + 1U + check_random(1U << (5U + check_random(20U)));
        const uint32_t max = 1U + check_random(6U);
        mpu_region_t regions[REGIONS];
        const uint32_t count = mpu_cover(base, end, regions, max);
        too_many += ((count == 0U) || (count > max)) ? 1U : 0U;
        const extent_t extent = extent_of(regions, count);
        less += (!extent.connected || (extent.start > base) || (extent.end < end)) ? 1U : 0U;
        /* With half the granule of what was covered more, the regions would have been too few: tried by covering that exactly. */
        uint64_t granule = MPU_GRANULE;
        uint32_t needed = REGIONS + 1U;
        for (; (needed > max) && (granule <= 0x20000000U); granule *= 2U) {
            mpu_region_t exact[REGIONS];
            needed = mpu_cover((uint32_t)round_down(base, granule), (uint32_t)round_up(end, granule), exact, REGIONS);
        }
        too_much += ((extent.start != round_down(base, granule / 2U)) || (extent.end != round_up(end, granule / 2U))) ? 1U : 0U;
    }
    CHECK_EQUAL(too_many, 0U);
    CHECK_EQUAL(less, 0U);
    CHECK_EQUAL(too_much, 0U);
}

int main(void)
{
    check_short_ranges(0x20000000U);
    check_short_ranges(0x0801A7E0U);
    check_rounding();
    check_lengths();
    check_ends_of_memory();
    check_too_few_regions();
    return check_finish();
}
