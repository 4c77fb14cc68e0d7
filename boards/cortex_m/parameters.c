/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file parameters.c
 * The image's parameters: words that QEMU's loader or a debugger writes into memory that start-up does not clear.
 */
#include "board.h"

/** Tells parameters from what the memory held at power-up. */
#define MAGIC 0x50415241U

/** cli/boards/parameters.ts fills it in. */
extern volatile uint32_t board_parameter_words[1U + BOARD_PARAMETERS];
__attribute__((section(".noinit"))) volatile uint32_t board_parameter_words[1U + BOARD_PARAMETERS];

uint32_t board_parameter(uint32_t index)
{
    const bool given = (board_parameter_words[0] == MAGIC) && (index < BOARD_PARAMETERS);
    return given ? board_parameter_words[1U + index] : 0U;
}
