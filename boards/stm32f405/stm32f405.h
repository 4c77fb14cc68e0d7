/* SPDX-License-Identifier: Apache-2.0 */
/** @file stm32f405.h What the files of this board share. */
#ifndef STM32F405_H
#define STM32F405_H

#include <stdbool.h>
#include <stdint.h>

/** Sets up the clocks, and board_clock_hz. */
void stm32f405_clock_init(void);

/** False in QEMU, whose model has no reset and clock control. */
bool stm32f405_is_silicon(void);

/** Clock of the peripherals on APB2. */
uint32_t stm32f405_apb2_hz(void);

/** Waits until `bits` of `status` are set, for some 100 ms at most; returns whether they are. */
bool stm32f405_wait(const volatile uint32_t *status, uint32_t bits);

/** Notes why the board has started. */
void stm32f405_reset_reason_init(void);

#endif
