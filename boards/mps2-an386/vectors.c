/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file vectors.c
 * The vector table of AN386: interrupts as DAI 0386, table 4-1 numbers them.
 */
#include "startup.h"



#define INTERRUPTS 32



__attribute__((section(".vectors"), used)) const board_vector_t board_vectors[16 + INTERRUPTS] = {
    BOARD_SYSTEM_VECTORS,
    [16 ... 15 + INTERRUPTS] = board_unexpected_interrupt,
};
