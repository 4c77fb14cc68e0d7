/* SPDX-License-Identifier: Apache-2.0 */
/** @file nvic.h The interrupt controller of an Armv7-M processor: Armv7-M Architecture Reference Manual (DDI 0403E), B3.4. */
#ifndef BOARD_NVIC_H
#define BOARD_NVIC_H

#include <stdint.h>

#include "FreeRTOSConfig.h"

/** `priority`: 0 is the most urgent; interrupts that call the kernel need configMAX_SYSCALL_INTERRUPT_PRIORITY's number or a higher. */
static inline void nvic_enable(uint32_t interrupt, uint32_t priority)
{
    volatile uint8_t *const priorities = (volatile uint8_t *)0xE000E400U;
    volatile uint32_t *const enable = (volatile uint32_t *)0xE000E100U;
    priorities[interrupt] = (uint8_t)(priority << (8U - configPRIO_BITS));
    enable[interrupt / 32U] = 1UL << (interrupt % 32U);
}

#endif
