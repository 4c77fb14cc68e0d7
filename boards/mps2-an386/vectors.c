/* SPDX-License-Identifier: Apache-2.0 */
/** @file vectors.c The vector table of AN386: interrupts as DAI 0386, table 4-1 numbers them. */
#include "an386.h"
#include "startup.h"

#define INTERRUPTS 32

__attribute__((section(".vectors"), used)) const board_vector_t board_vectors[16 + INTERRUPTS] = {
    BOARD_SYSTEM_VECTORS,
    [16 ... 23] = board_unexpected_interrupt,
    [16 + AN386_TIMER_0_INTERRUPT] = an386_timer_0_interrupt,
    [16 + AN386_TIMER_1_INTERRUPT] = an386_timer_1_interrupt,
    [26 ... 15 + INTERRUPTS] = board_unexpected_interrupt,
};
