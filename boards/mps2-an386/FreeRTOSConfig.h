/* SPDX-License-Identifier: Apache-2.0 */
/** @file FreeRTOSConfig.h The kernel's settings that are this board's own. */
#ifndef FREERTOS_CONFIG_H
#define FREERTOS_CONFIG_H

/** MAINCLK: DAI 0386. */
#define configCPU_CLOCK_HZ 25000000U
#define configPRIO_BITS 3U

#include "freertos_config_cortex_m.h"

#endif
