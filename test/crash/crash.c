/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file crash.c
 * Goes wrong in the way that the first parameter names; the tests decode what the board then prints. Each way is a function of its own,
 * which the decoder has to name.
 */
#include <stdbool.h>
#include <stdint.h>

#include "FreeRTOS.h"
#include "board.h"
#include "crash_checked.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "task.h"

/* Armv7-M Architecture Reference Manual, B3.2.8: faults of the processor that are off after reset. */
#define SCB_CCR (*(volatile uint32_t *)0xE000ED14U)
#define CCR_DIV_0_TRP (1U << 4U)
#define CCR_UNALIGN_TRP (1U << 3U)

/** Of a region that both boards leave empty. */
#define UNMAPPED 0xA0000000U

typedef uint32_t (*function_t)(void);

static volatile uint32_t zero;
static volatile uint32_t sink;
static volatile function_t no_function;

static __attribute__((noinline)) void call_null(void)
{
    sink = no_function();
}

static __attribute__((noinline)) void run_undefined_instruction(void)
{
    __asm volatile("udf #1");
}

static __attribute__((noinline)) void divide_by_zero(void)
{
    SCB_CCR |= CCR_DIV_0_TRP;
    sink = 100U / zero;
}

static __attribute__((noinline)) void read_unaligned(void)
{
    SCB_CCR |= CCR_UNALIGN_TRP;
    static const uint32_t words[2] = {1U, 2U};
    uint32_t word;
    __asm volatile("ldr %0, [%1, #1]" : "=r"(word) : "r"(words));
    sink = word;
}

static __attribute__((noinline)) void write_unmapped(void)
{
    *(volatile uint32_t *)UNMAPPED = 1U;
    __asm volatile("dsb");
}

static __attribute__((noinline)) void fail_check(void)
{
    sink = fuse_look_up(4U + zero);
}

static __attribute__((noinline)) void fail_assertion(void)
{
    (void)xTaskCreateStatic(NULL, "none", 0U, NULL, 0U, NULL, NULL);
}

static __attribute__((noinline)) uint32_t recurse(uint32_t depth)
{
    volatile uint32_t frame[4] = {depth, depth, depth, depth};
    return (depth == UINT32_MAX) ? 0U : (recurse(depth + 1U) + frame[zero]);
}

static void overflow_stack(void)
{
    sink = recurse(0U);
}

static volatile bool overflow_in_interrupt;

/** The kernel's, in each tick's interrupt, which runs on the main stack. */
void vApplicationTickHook(void);
void vApplicationTickHook(void)
{
    if (overflow_in_interrupt) {
        sink = recurse(0U);
    }
}

static void overflow_main_stack(void)
{
    overflow_in_interrupt = true;
    for (;;) {
    }
}

static void (*const ways[])(void) = {call_null,  run_undefined_instruction, divide_by_zero, read_unaligned, write_unmapped,
                                     fail_check, fail_assertion,            overflow_stack, overflow_main_stack};

static uint32_t body(void)
{
    fuse_platform_init();
    const uint32_t way = board_parameter(0U);
    if (way < (sizeof ways / sizeof ways[0])) {
        ways[way]();
    }
    return 0U;
}

int main(void)
{
    fuse_freertos_run(body);
}
