/* SPDX-License-Identifier: Apache-2.0 */
/** @file mpu.h What the Cortex-M platform's other files need of its memory protection unit. */
#ifndef FUSE_CORTEX_M_MPU_H
#define FUSE_CORTEX_M_MPU_H

#include <stdbool.h>
#include <stdint.h>

void fuse_cortex_m_mpu_init(void);

/** For the report of a fault, which reads everywhere. */
void fuse_cortex_m_mpu_off(void);

/** Whether `address` is in the guard below the stack of the runtime's task. */
bool fuse_cortex_m_below_task_stack(uintptr_t address);

/** Whether `address` is in the guard below the main stack, or close below that. */
bool fuse_cortex_m_below_main_stack(uintptr_t address);

#endif
