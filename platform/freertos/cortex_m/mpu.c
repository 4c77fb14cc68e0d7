/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file mpu.c
 * The memory protection unit: takes execution from a module's text, and guards the ends of the stacks. It stays on; where it
 * has no region, the processor's default memory map holds.
 */
#include "mpu.h"

#include "../internal.h"

#include "mpu_cover.h"
#include "registers.h"

/** As many as an Armv7-M processor has. */
#define REGIONS_MAX 16U
/** Of the region that holds both guards: boards/cortex_m/sections.ld lays out the stacks for it. */
#define GUARDS_LOG2 13U
#define EIGHTH_LOG2 (GUARDS_LOG2 - 3U)
#define EIGHTHS 0xFFU
/** One at each end of a text. */
#define MARKS 2U
/** 0x20000000 to 0x3FFFFFFF (DDI 0403E, table B3-1). */
#define SRAM_BLOCK 1U
_Static_assert(FUSE_MACHINE_STACK_GUARD == (1U << EIGHTH_LOG2), "a stack's guard is an eighth of a region");

extern const uint8_t board_main_stack_guard[];
extern const uint8_t board_main_stack_start[];

/** The highest region goes before the others and is the stacks'; those below cover texts. */
static uint32_t text_regions;
static uint32_t covering;
static uintptr_t guarded;

static void set_region(uint32_t number, uint32_t base, uint32_t attributes)
{
    /* Off while it moves: the old size at the new base may cover this very function. */
    MPU_RNR = number;
    MPU_RASR = 0U;
    MPU_RBAR = base;
    MPU_RASR = attributes;
}

/** Caching as in the default memory map, so that the region changes nothing else (DDI 0403E, table B3-1). */
static uint32_t default_caching(uint32_t address)
{
    const uint32_t write_through = MPU_RASR_C;
    const uint32_t write_back = MPU_RASR_TEX_1 | MPU_RASR_C | MPU_RASR_B;
    const uint32_t block = address >> 29U;
    return ((block == 1U) || (block == 3U)) ? write_back : write_through;
}

void fuse_cortex_m_mpu_init(void)
{
    const uint32_t regions = (MPU_TYPE >> MPU_TYPE_DREGION_SHIFT) & MPU_TYPE_DREGION_MASK;
    if (regions == 0U) {
        return;
    }
    for (uint32_t i = 0U; i < regions; i++) {
        set_region(i, 0U, 0U);
    }
    text_regions = ((regions < REGIONS_MAX) ? regions : REGIONS_MAX) - 1U;
    cortex_m_barrier();
    MPU_CTRL = MPU_CTRL_ENABLE | MPU_CTRL_PRIVDEFENA;
    cortex_m_barrier();
}

static void forbid_execution(const mpu_region_t *region)
{
    set_region(covering, region->base,
        MPU_RASR_XN | MPU_RASR_AP_ALL | default_caching(region->base) | (region->disabled_eighths << MPU_RASR_SRD_SHIFT)
            | ((region->size_log2 - 1U) << MPU_RASR_SIZE_SHIFT) | MPU_RASR_ENABLE);
    covering++;
}

/**
 * QEMU (7.2, get_phys_addr_pmsav7) forgets, after an access to a disabled eighth, that the rest of its 1 KB page has another region, and
 * lets it be executed. A lower region without eighths in the same page reminds it; on silicon it changes nothing.
 */
static void mark_granule_of(uintptr_t address)
{
    const mpu_region_t granule = {address & ~(uintptr_t)(MPU_GRANULE - 1U), MPU_GRANULE_LOG2, 0U};
    forbid_execution(&granule);
}

bool fuse_machine_can_revoke(void)
{
    return text_regions != 0U;
}

bool fuse_machine_revoke(const fuse_platform_text_t *text)
{
    if (text_regions == 0U) {
        return false;
    }
    mpu_region_t cover[REGIONS_MAX];
    /* Around text in RAM there is only data, which a wider cover does not disturb: there the marks always have their regions. */
    const bool marks_first = ((text->start >> 29U) == SRAM_BLOCK) && (text_regions > (2U * MARKS));
    const uint32_t count = mpu_cover(text->start, text->end, cover, marks_first ? (text_regions - MARKS) : text_regions);
    covering = 0U;
    if ((count + MARKS) <= text_regions) {
        mark_granule_of(text->start);
        mark_granule_of(text->end - 1U);
    }
    for (uint32_t i = 0U; i < count; i++) {
        forbid_execution(&cover[i]);
    }
    cortex_m_barrier();
    return true;
}

void fuse_machine_restore(const fuse_platform_text_t *text)
{
    (void)text;
    for (uint32_t i = 0U; i < covering; i++) {
        set_region(i, 0U, 0U);
    }
    covering = 0U;
    cortex_m_barrier();
}

void fuse_machine_guard_stack(const uint8_t *guard)
{
    const uintptr_t base = (uintptr_t)board_main_stack_guard;
    const uint32_t eighth = (uint32_t)(((uintptr_t)guard - base) >> EIGHTH_LOG2);
    configASSERT(eighth < 8U);
    guarded = (uintptr_t)guard;
    if (text_regions == 0U) {
        return;
    }
    const uint32_t guards = 1U | (1U << eighth);
    set_region(text_regions, base,
        MPU_RASR_XN | MPU_RASR_AP_NONE | ((EIGHTHS & ~guards) << MPU_RASR_SRD_SHIFT) | ((GUARDS_LOG2 - 1U) << MPU_RASR_SIZE_SHIFT)
            | MPU_RASR_ENABLE);
    cortex_m_barrier();
}

void fuse_cortex_m_mpu_off(void)
{
    MPU_CTRL = 0U;
    cortex_m_barrier();
}

bool fuse_cortex_m_below_task_stack(uintptr_t address)
{
    return (guarded != 0U) && ((address - guarded) < FUSE_MACHINE_STACK_GUARD);
}

bool fuse_cortex_m_below_main_stack(uintptr_t address)
{
    const uintptr_t end = (uintptr_t)board_main_stack_start;
    return (end - 1U - address) < (2U * FUSE_MACHINE_STACK_GUARD);
}
