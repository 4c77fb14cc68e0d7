/* SPDX-License-Identifier: Apache-2.0 */
/** @file vectors.c The vector table: interrupts as DAI 0386 numbers them. */
#include "mps2.h"
#include "startup.h"

#define INTERRUPTS 32

__attribute__((section(".vectors"), used)) const board_vector_t board_vectors[16 + INTERRUPTS] = {
    BOARD_SYSTEM_VECTORS,
    [16 ... 23] = board_unexpected_interrupt,
    [16 + MPS2_TIMER_0_INTERRUPT] = mps2_timer_0_interrupt,
    [25 ... 15 + INTERRUPTS] = board_unexpected_interrupt,
};
