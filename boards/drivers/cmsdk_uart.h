/* SPDX-License-Identifier: Apache-2.0 */
/** @file cmsdk_uart.h The UART of Arm's Cortex-M System Design Kit (DDI 0479), polled. */
#ifndef CMSDK_UART_H
#define CMSDK_UART_H

#include <stddef.h>
#include <stdint.h>

void cmsdk_uart_init(uintptr_t base, uint32_t clock_hz, uint32_t baud);
void cmsdk_uart_write(uintptr_t base, const char *bytes, size_t length);

#endif
