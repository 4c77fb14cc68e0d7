/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file board.c
 * The AN386 image of Arm's MPS2: 25 MHz Cortex-M4, console on UART 0.
 */
#include "board.h"

#include "FreeRTOSConfig.h"
#include "cmsdk_uart.h"

#define UART_0 0x40004000U
#define BAUD 115200U

const char board_name[] = "mps2-an386";

void board_init(void)
{
    cmsdk_uart_init(UART_0, configCPU_CLOCK_HZ, BAUD);
}

void board_console_write(const char *bytes, size_t length)
{
    cmsdk_uart_write(UART_0, bytes, length);
}
