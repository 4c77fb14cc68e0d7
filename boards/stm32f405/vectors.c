/* SPDX-License-Identifier: Apache-2.0 */
/** @file vectors.c The vector table of the STM32F405/F407: 82 interrupts, RM0090, chapter 12. */
#include "startup.h"

#define INTERRUPTS 82

__attribute__((section(".vectors"), used)) const board_vector_t board_vectors[16 + INTERRUPTS] = {
    BOARD_SYSTEM_VECTORS,
    [16 ... 15 + INTERRUPTS] = board_unexpected_interrupt,
};
