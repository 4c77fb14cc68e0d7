/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file every_instruction.c
 * A stop between any two instructions of an entry. The entry begins a given time before the kernel's tick, whose interrupt ends it; the
 * time is swept in steps that are finer than an instruction, and the interrupted addresses are noted to show that none was left out.
 */
#include "check.h"
#include "fake_runtime.h"
#include "fuse_platform_freertos.h"
#include "vectors.h"

#include "FreeRTOS.h"
#include "task.h"

#include <stdio.h>
#include <string.h>

#define SYST_CVR (*(volatile uint32_t *)0xE000E018U)
/** Bits of xPSR that are set inside a block of conditional instructions. */
#define XPSR_IT 0x0600FC00U
#define FRAME_PC 6U
#define FRAME_PSR 7U

#define STEPS 150U
#define NOPS 8U
#define TEXT_HALFWORDS 256U

static fake_module_t module;
static uint64_t counter;
static board_vector_t platform_tick;
static volatile uint32_t word;
static volatile bool expiring;

/** Counts of SysTick that four instructions take. */
static uint32_t step_counts;
/** Counts that so many turns of spin() take. */
#define CALIBRATION_TURNS 1000U
static uint32_t calibration_counts;

static uint8_t hits[TEXT_HALFWORDS];
static uint32_t hits_in_blocks;

static void note_interrupted(void)
{
    const uint32_t *frame;
    __asm volatile("mrs %0, psp" : "=r"(frame));
    const uint32_t pc = frame[FRAME_PC];
    if ((pc >= module.text.start) && (pc < module.text.end)) {
        hits[(pc - module.text.start) / 2U] = 1U;
        hits_in_blocks += ((frame[FRAME_PSR] & XPSR_IT) != 0U) ? 1U : 0U;
    }
}

static void on_tick(void)
{
    if (expiring) {
        expiring = false;
        note_interrupted();
        fuse_quota_expired_entry(word);
    }
    platform_tick();
}

/** Executes `count` instructions that do nothing. */
static __attribute__((naked, noinline)) void execute_nops(uint32_t count)
{
    (void)count;
    __asm volatile("adr r1, 1f\n\t"
                   "sub r1, r1, r0, lsl #1\n\t"
                   "orr r1, r1, #1\n\t"
                   "bx r1\n\t"
                   ".p2align 2\n\t"
                   ".rept 64\n\t"
                   "nop\n\t"
                   ".endr\n\t"
                   "1: bx lr");
}

static __attribute__((noinline)) void spin(uint32_t turns)
{
    for (uint32_t i = 0U; i < turns; i++) {
        __asm volatile("");
    }
}

/** Waits without looking at the counter, which QEMU is slow at, until little more than that is left; then looks. */
static void wait_for_left(uint32_t counts)
{
    const uint32_t left = SYST_CVR;
    const uint32_t almost = counts + (left / 32U);
    if (left > almost) {
        spin(((left - almost) * CALIBRATION_TURNS) / calibration_counts);
    }
    while (SYST_CVR > counts) {
    }
}

static void measure_step(void)
{
    vTaskDelay(1U);
    const uint32_t before = SYST_CVR;
    execute_nops(64U);
    const uint32_t between = SYST_CVR;
    spin(CALIBRATION_TURNS);
    calibration_counts = between - SYST_CVR;
    step_counts = ((before - between) + 15U) / 16U;
    CHECK(step_counts > 0U);
    CHECK(calibration_counts > 0U);
}

typedef struct {
    uint32_t guard;
    bool expired;
    uint64_t broken;
} swept_t;

/** One function, so that its own instructions take the same time for all callers. */
static __attribute__((noinline)) swept_t run_at(uint32_t step, uint32_t nops, void *code, void *argument)
{
    swept_t result = {0U, false, 0U};
    vTaskDelay(1U);
    word = fake_begin(1U);
    expiring = true;
    wait_for_left(step * step_counts);
    execute_nops(nops);
    result.guard = checked_guard_enter(code, argument, &module.text, &result.broken);
    expiring = false;
    result.expired = fake_end();
    return result;
}

static bool steps_normally(void)
{
    const uint64_t before = counter;
    const fake_entry_t entry = fake_run(1U, 0U, fake_module_function(&module, text_count), &counter, &module.text);
    return (entry.guard == FUSE_GUARD_RETURNED) && !entry.expired && (entry.broken == 0U) && (counter == (before + 1U));
}

static void helper(void *argument)
{
    *(volatile uint64_t *)argument = 1U;
}

static void check_short_entry(const char *way)
{
    static uint64_t called;
    fake_call_t call = {helper, &called};
    uint32_t good = 0U;
    uint32_t abandoned = 0U;
    uint32_t late = 0U;
    fuse_platform_freertos_stats_t before;
    fuse_platform_freertos_stats_t after;
    fuse_platform_freertos_stats(&before);
    for (uint32_t step = 1U; step <= STEPS; step++) {
        for (uint32_t nops = 0U; nops < NOPS; nops++) {
            const swept_t entry = run_at(step, nops, fake_module_function(&module, text_call_once), &call);
            const bool plausible = entry.expired || (entry.guard == FUSE_GUARD_RETURNED);
            good += (plausible && (entry.broken == 0U) && steps_normally()) ? 1U : 0U;
            abandoned += (entry.guard == FUSE_GUARD_ABANDONED) ? 1U : 0U;
            late += entry.expired ? 0U : 1U;
        }
    }
    fuse_platform_freertos_stats(&after);
    CHECK_EQUAL(good, STEPS * NOPS);
    CHECK(abandoned > 0U);
    CHECK(late > 0U);
    CHECK((after.refused - before.refused) > 0U);
    CHECK((after.returned - before.returned) > 0U);
    CHECK((after.faulted - before.faulted) > 0U);
    (void)printf("%s: short entry: %u of %u stops abandoned it, %u came before, %u after the last return into it, %u when it was over\n", way,
                 (unsigned int)abandoned, STEPS * NOPS, (unsigned int)(after.refused - before.refused),
                 (unsigned int)(after.returned - before.returned), (unsigned int)late);
}

/** Instructions of [function, end) that no stop has interrupted. */
static uint32_t count_missed(const char *function, const char *end)
{
    const uint32_t last = (uint32_t)(end - text_begin) / 2U;
    const uint16_t *const code = (const uint16_t *)(uintptr_t)text_begin;
    uint32_t missed = 0U;
    for (uint32_t at = (uint32_t)(function - text_begin) / 2U; at < last;) {
        missed += (hits[at] == 0U) ? 1U : 0U;
        /* DDI 0403E, A5.1: 0b11101, 0b11110 and 0b11111 begin an instruction of two halfwords. */
        at += ((code[at] >> 11U) >= 0x1DU) ? 2U : 1U;
    }
    return missed;
}

static void check_loop(const char *way, const char *name, const char *function, const char *end, bool in_blocks)
{
    uint32_t good = 0U;
    (void)memset(hits, 0, sizeof hits);
    hits_in_blocks = 0U;
    for (uint32_t step = 1U; step <= STEPS; step++) {
        for (uint32_t nops = 0U; nops < NOPS; nops++) {
            const swept_t entry = run_at(step, nops, fake_module_function(&module, function), NULL);
            good += (entry.expired && (entry.guard == FUSE_GUARD_ABANDONED) && (entry.broken == 0U) && steps_normally()) ? 1U : 0U;
        }
    }
    CHECK_EQUAL(good, STEPS * NOPS);
    CHECK_EQUAL(count_missed(function, end), 0U);
    CHECK((hits_in_blocks > 0U) == in_blocks);
    (void)printf("%s: %s: %u stops, %u inside conditional blocks\n", way, name, STEPS * NOPS, (unsigned int)hits_in_blocks);
}

static uint32_t body(void)
{
    fuse_platform_init();
    platform_tick = test_vectors_install(TEST_SYSTICK, on_tick);
    measure_step();
    static const struct {
        uint32_t way;
        const char *name;
    } ways[] = {{FUSE_PLATFORM_FREERTOS_STOP_ANY, "any way"}, {FUSE_PLATFORM_FREERTOS_STOP_FAULT, "fault"}};
    for (uint32_t i = 0U; i < 4U; i++) {
        /* In flash and in RAM by turns. */
        module = fake_module_map();
        const char *const way = ways[i / 2U].name;
        fuse_platform_freertos_force_stop(ways[i / 2U].way);
        check_short_entry(way);
        check_loop(way, "integer", text_spin, text_float, true);
        check_loop(way, "float", text_float, text_wreck, true);
        check_loop(way, "all registers", text_wreck, text_fill, true);
    }
    return (uint32_t)check_finish();
}

int main(void)
{
    fuse_freertos_run(body);
}
