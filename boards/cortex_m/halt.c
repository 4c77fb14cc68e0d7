/* SPDX-License-Identifier: Apache-2.0 */
/** @file halt.c The end of the program on a Cortex-M: nothing runs any more, and a watchdog that was started is not kicked. */
#include <stdint.h>

#include "board.h"

/* Armv7-M Architecture Reference Manual, B3.3.3: without its interrupt the wait below is for ever. */
#define SYST_CSR (*(volatile uint32_t *)0xE000E010U)

_Noreturn void board_halt(uint32_t status)
{
    (void)status;
    __asm volatile("cpsid i");
    SYST_CSR = 0U;
    for (;;) {
        __asm volatile("dsb\n\twfi");
    }
}
