/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file freertos_config_cortex_m.h
 * The kernel's settings that Cortex-M boards share. A board says first: configCPU_CLOCK_HZ, configPRIO_BITS.
 */
#ifndef FREERTOS_CONFIG_CORTEX_M_H
#define FREERTOS_CONFIG_CORTEX_M_H

#include "freertos_config.h"

#define configMINIMAL_STACK_SIZE 96
#define configUSE_PORT_OPTIMISED_TASK_SELECTION 1
#define configCHECK_HANDLER_INSTALLATION 1

/** Kernel, tick and everything else of the lowest urgency. */
#define configKERNEL_INTERRUPT_PRIORITY (0xFFU & (0xFFU << (8U - configPRIO_BITS)))
/** Interrupts that are more urgent than this are never masked and must not call the kernel. */
#define configMAX_SYSCALL_INTERRUPT_PRIORITY (5U << (8U - configPRIO_BITS))

#endif
