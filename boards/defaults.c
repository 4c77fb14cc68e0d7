/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file defaults.c
 * What stands in for the parts that a board has not. Weak: a board that has them defines its own.
 */
#include "board.h"

/* boards/boards.cmake has it from board.json. */
const char board_name[] = FUSE_BOARD_NAME;

#define WEAK __attribute__((weak))

WEAK bool board_has_temperature(void)
{
    return false;
}

WEAK float board_temperature(void)
{
    return 0.0F;
}

WEAK bool board_watchdog_start(void)
{
    return false;
}

WEAK void board_watchdog_kick(void)
{
    /* There is none. */
}

WEAK uint32_t board_reset_reason(void)
{
    return BOARD_RESET_POWER_ON;
}

WEAK bool board_one_shot_start(uint32_t us)
{
    (void)us;
    return false;
}

WEAK void board_one_shot_cancel(void)
{
    /* There is none. */
}

/** The kernel's, in each tick's interrupt; an image that wants it defines its own. */
void vApplicationTickHook(void);
WEAK void vApplicationTickHook(void)
{
    /* Nothing to do. */
}
