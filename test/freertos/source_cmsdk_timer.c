/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file source_cmsdk_timer.c
 * Interrupts from timer 1 of an MPS2 image, at moments counted in cycles. The vector table is copied to RAM, since the boards' own
 * have no use for this timer.
 */
#include "source.h"

#include <stddef.h>

#include "FreeRTOS.h"
#include "cmsdk_timer.h"
#include "nvic.h"
#include "startup.h"

/* The same in DAI 0386 (AN386) and DAI 0400 (AN500): tables 3-2 and 4-1. */
#define TIMER_1 0x40001000U
#define TIMER_1_INTERRUPT 9U
#define VECTORS 48U
/** Armv7-M Architecture Reference Manual (DDI 0403E), B3.2.5: aligned to the power of two that its size in bytes fits into. */
#define VECTORS_ALIGNMENT 256U
#define SCB_VTOR (*(volatile uint32_t *)0xE000ED08U)
#define COUNTS_PER_US (configCPU_CLOCK_HZ / 1000000U)
/** Of the urgency of the kernel's most urgent interrupts: between its tick and the one-shot timer of the quotas. */
#define PRIORITY 5U

static _Alignas(VECTORS_ALIGNMENT) board_vector_t vectors[VECTORS];
static uint32_t (*on_interrupt)(void);

static void timer_interrupt(void)
{
    cmsdk_timer_stop(TIMER_1);
    cmsdk_timer_start(TIMER_1, on_interrupt() * COUNTS_PER_US);
}

void source_start(uint32_t (*handler)(void))
{
    on_interrupt = handler;
    for (uint32_t i = 0U; i < VECTORS; i++) {
        vectors[i] = board_vectors[i];
    }
    vectors[16U + TIMER_1_INTERRUPT] = timer_interrupt;
    SCB_VTOR = (uint32_t)(uintptr_t)vectors;
    __asm volatile("dsb\n\tisb" ::: "memory");
    nvic_enable(TIMER_1_INTERRUPT, PRIORITY);
    cmsdk_timer_start(TIMER_1, COUNTS_PER_US);
}

void source_stop(void)
{
    cmsdk_timer_stop(TIMER_1);
}
