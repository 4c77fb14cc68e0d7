/* SPDX-License-Identifier: Apache-2.0 */
/** @file FreeRTOSConfig.h The kernel's settings that are this board's own. */
#ifndef FREERTOS_CONFIG_H
#define FREERTOS_CONFIG_H

#include "freertos_config.h"

/** In words. Tasks run on stacks of their threads; this holds what the port notes about the thread. */
#define configMINIMAL_STACK_SIZE 64

#endif
