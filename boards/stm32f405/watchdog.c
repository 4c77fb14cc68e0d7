/* SPDX-License-Identifier: Apache-2.0 */
/** @file watchdog.c The independent watchdog, and why the board has started: RM0090, sections 21 and 7.3.21. */
#include "board.h"
#include "registers.h"
#include "stm32f405.h"

#define KEY_START 0xCCCCU
#define KEY_UNLOCK 0x5555U
#define KEY_RELOAD 0xAAAAU
#define PRESCALER_BITS_MIN 2U
#define PRESCALER_256 6U
#define RELOAD_MAX 0xFFFU
/** The fastest that the internal oscillator may run, so that the watchdog is never early: DS8626, table 34 (17 to 47 kHz). */
#define LSI_KHZ_MAX 47U

static uint32_t reset_flags;

bool board_watchdog_start(uint32_t ms)
{
    uint32_t prescaler = 0U;
    uint64_t reload = ((uint64_t)ms * LSI_KHZ_MAX) >> PRESCALER_BITS_MIN;
    while ((reload > RELOAD_MAX) && (prescaler < PRESCALER_256)) {
        reload >>= 1U;
        prescaler++;
    }
    if (!stm32f405_is_silicon() || (reload > RELOAD_MAX)) {
        return false;
    }
    IWDG_KR = KEY_START;
    IWDG_KR = KEY_UNLOCK;
    IWDG_PR = prescaler;
    /* The counter counts down to 0 inclusive, which makes up for the bits cut off. */
    IWDG_RLR = (uint32_t)reload;
    for (uint32_t i = 0U; (i < RELOAD_MAX) && (IWDG_SR != 0U); i++) {
        __asm volatile("nop");
    }
    IWDG_KR = KEY_RELOAD;
    return true;
}

void board_watchdog_kick(void)
{
    IWDG_KR = KEY_RELOAD;
}

void stm32f405_reset_reason_init(void)
{
    reset_flags = RCC_CSR;
    RCC_CSR |= RCC_CSR_RMVF;
}

uint32_t board_reset_reason(void)
{
    if ((reset_flags & RCC_CSR_IWDGRSTF) != 0U) {
        return BOARD_RESET_WATCHDOG;
    }
    return ((reset_flags & RCC_CSR_SFTRSTF) != 0U) ? BOARD_RESET_SOFTWARE : BOARD_RESET_POWER_ON;
}
