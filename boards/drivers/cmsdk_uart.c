/* SPDX-License-Identifier: Apache-2.0 */
/** @file cmsdk_uart.c The UART of the Cortex-M System Design Kit. */
#include "cmsdk_uart.h"

typedef struct {
    uint32_t data;
    uint32_t state;
    uint32_t control;
    uint32_t interrupts;
    uint32_t baud_divider;
} uart_t;

#define STATE_TRANSMIT_FULL 1U
#define CONTROL_TRANSMIT 1U
/** DDI 0479, APB UART, BAUDDIV. */
#define BAUD_DIVIDER_MIN 16U

void cmsdk_uart_init(uintptr_t base, uint32_t clock_hz, uint32_t baud)
{
    volatile uart_t *const uart = (volatile uart_t *)base;
    const uint32_t divider = clock_hz / baud;
    uart->baud_divider = (divider < BAUD_DIVIDER_MIN) ? BAUD_DIVIDER_MIN : divider;
    uart->control = CONTROL_TRANSMIT;
}

void cmsdk_uart_write(uintptr_t base, const char *bytes, size_t length)
{
    volatile uart_t *const uart = (volatile uart_t *)base;
    /* A fault may come before the console is on: nothing would ever leave. */
    if ((uart->control & CONTROL_TRANSMIT) == 0U) {
        return;
    }
    for (size_t i = 0U; i < length; i++) {
        while ((uart->state & STATE_TRANSMIT_FULL) != 0U) {
        }
        uart->data = (uint8_t)bytes[i];
    }
}
