/* SPDX-License-Identifier: Apache-2.0 */
/** @file watchdog.c The independent watchdog, and why the board has started: RM0090, chapters 21 and 7. */
#include "board.h"
#include "registers.h"
#include "stm32f405.h"

#define KEY_START 0xCCCCU
#define KEY_UNLOCK 0x5555U
#define KEY_RELOAD 0xAAAAU
/** Divides the oscillator's clock by 256, the most there is. */
#define PRESCALER_256 6U
#define PRESCALER_DIVIDER 256U
#define RELOAD_MAX 0xFFFU
/** The fastest that the internal oscillator may run (17 to 47 kHz: DS8626, LSI oscillator characteristics): never early. */
#define LSI_KHZ_MAX 47U

/** The counter counts down to 0 inclusive, which makes up for what the division cuts off. */
#define RELOAD ((BOARD_WATCHDOG_MS * LSI_KHZ_MAX) / PRESCALER_DIVIDER)
_Static_assert(RELOAD <= RELOAD_MAX, "the watchdog of this processor cannot wait for so long");

static uint32_t reset_flags;

bool board_watchdog_start(void)
{
    if (!stm32f405_is_silicon()) {
        return false;
    }
    IWDG_KR = KEY_START;
    IWDG_KR = KEY_UNLOCK;
    IWDG_PR = PRESCALER_256;
    IWDG_RLR = RELOAD;
    /* An update takes some cycles of an oscillator that may run at 17 kHz; until then it counts what it had, some 0.3 s. */
    (void)stm32f405_wait(&IWDG_SR, IWDG_SR_UPDATING, 0U);
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
