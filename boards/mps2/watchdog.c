/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file watchdog.c
 * The watchdog. When it runs out it raises NMI, whose handler notes this in memory that survives a reset, and resets; should even that
 * not run, the watchdog resets the board when it runs out again.
 */
#include "FreeRTOSConfig.h"
#include "mps2.h"
#include "board.h"
#include "cmsdk_watchdog.h"
#include "startup.h"

#define COUNTS_PER_MS (configCPU_CLOCK_HZ / 1000U)

/* Application interrupt and reset control: DDI 0403E, B3.2.6. */
#define SCB_AIRCR (*(volatile uint32_t *)0xE000ED0CU)
#define AIRCR_SYSTEM_RESET 0x05FA0004U
/* RSTINFO of the system controller, DDI 0479; QEMU 7.2 reads 0. */
#define RESET_INFO (*(volatile uint32_t *)0x4001F010U)
#define RESET_INFO_SOFTWARE (1U << 0U)
#define RESET_INFO_WATCHDOG (1U << 1U)

/** In `note`: the watchdog has run out. Nothing that memory holds at power-up by chance. */
#define RAN_OUT 0x57A7C4D6U
__attribute__((section(".noinit"))) static volatile uint32_t note;

_Static_assert(BOARD_WATCHDOG_MS <= (UINT32_MAX / COUNTS_PER_MS), "the watchdog of this board cannot wait for so long");

bool board_watchdog_start(void)
{
    /* For this run; board_reset_reason() is about the one before. */
    (void)board_reset_reason();
    cmsdk_watchdog_start(MPS2_WATCHDOG, BOARD_WATCHDOG_MS * COUNTS_PER_MS);
    return true;
}

void board_watchdog_kick(void)
{
    cmsdk_watchdog_kick(MPS2_WATCHDOG);
}

void board_nmi(void)
{
    note = RAN_OUT;
    __asm volatile("dsb" ::: "memory");
    SCB_AIRCR = AIRCR_SYSTEM_RESET;
    for (;;) {
    }
}

uint32_t board_reset_reason(void)
{
    static bool known;
    static uint32_t reason = BOARD_RESET_POWER_ON;
    if (!known) {
        known = true;
        const uint32_t info = RESET_INFO;
        RESET_INFO = info;
        if ((note == RAN_OUT) || ((info & RESET_INFO_WATCHDOG) != 0U)) {
            reason = BOARD_RESET_WATCHDOG;
        } else if ((info & RESET_INFO_SOFTWARE) != 0U) {
            reason = BOARD_RESET_SOFTWARE;
        } else {
            /* As it is. */
        }
        note = 0U;
    }
    return reason;
}
