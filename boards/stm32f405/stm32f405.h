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

/** Sets `bits` of an enable register of RCC; when it returns, the peripheral takes accesses. */
void stm32f405_enable(volatile uint32_t *enable_register, uint32_t bits);

/** Waits until the bits `mask` of `status` are `value`, for 100 ms at least; returns whether they are. */
bool stm32f405_wait(const volatile uint32_t *status, uint32_t mask, uint32_t value);

/** Returns after `us` microseconds, or later. */
void stm32f405_delay_us(uint32_t us);

/** Notes why the board has started. */
void stm32f405_reset_reason_init(void);

#endif
