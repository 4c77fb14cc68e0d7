/* SPDX-License-Identifier: Apache-2.0 */
/** @file mpu.h What the Cortex-M platform's other files need of its memory protection unit. */
#ifndef FUSE_CORTEX_M_MPU_H
#define FUSE_CORTEX_M_MPU_H

#include <stdbool.h>
#include <stdint.h>

void fuse_cortex_m_mpu_init(void);

/** For the report of a fault, which reads everywhere. */
void fuse_cortex_m_mpu_off(void);

/** Whether fuse_machine_guard_stack() guards the byte at `address`. */
bool fuse_cortex_m_in_stack_guard(uintptr_t address);

#endif
