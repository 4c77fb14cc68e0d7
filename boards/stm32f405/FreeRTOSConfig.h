/* SPDX-License-Identifier: Apache-2.0 */
/** @file FreeRTOSConfig.h The kernel's settings that are this board's own. */
#ifndef FREERTOS_CONFIG_H
#define FREERTOS_CONFIG_H

#include <stdint.h>

/** 168 MHz, or 16 MHz when the PLL does not start. */
extern uint32_t board_clock_hz;
#define configCPU_CLOCK_HZ board_clock_hz
/** 16 levels: RM0090, chapter 12. */
#define configPRIO_BITS 4U

#include "freertos_config_cortex_m.h"

#endif
