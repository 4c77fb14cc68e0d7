/* SPDX-License-Identifier: Apache-2.0 */
/** @file console.c The console on UART 0. */
#include "FreeRTOSConfig.h"
#include "board.h"
#include "cmsdk_uart.h"
#include "mps2.h"

#define BAUD 115200U

void board_init(void)
{
    cmsdk_uart_init(MPS2_UART_0, configCPU_CLOCK_HZ, BAUD);
}

void board_console_write(const char *bytes, size_t length)
{
    cmsdk_uart_write(MPS2_UART_0, bytes, length);
}
