/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file startup.h
 * What a board's vector table names. The first sixteen entries are the same on every Cortex-M: BOARD_SYSTEM_VECTORS.
 */
#ifndef BOARD_STARTUP_H
#define BOARD_STARTUP_H

#include <stdint.h>

typedef void (*board_vector_t)(void);

extern uint8_t board_main_stack_end[];
extern const board_vector_t board_vectors[];

_Noreturn void board_reset(void);
/** A board that has a use for NMI defines it; sections.ld stands in. */
void board_nmi(void);

/* Of the FreeRTOS kernel. */
void vPortSVCHandler(void);
void xPortPendSVHandler(void);

/* Of platform/freertos/cortex_m. */
void fuse_cortex_m_fault(void);
void fuse_cortex_m_memory_fault(void);
void fuse_cortex_m_tick(void);
/** For interrupts that the board does not use. */
void board_unexpected_interrupt(void);

/** Stack, reset, NMI, hard fault, memory management, bus and usage fault, SVC, debug monitor, PendSV, SysTick. */
#define BOARD_SYSTEM_VECTORS                                                                                                     \
    (board_vector_t)(uintptr_t)board_main_stack_end, board_reset, board_nmi, fuse_cortex_m_fault,                                 \
        fuse_cortex_m_memory_fault, fuse_cortex_m_fault, fuse_cortex_m_fault, 0, 0, 0, 0, vPortSVCHandler,                        \
        board_unexpected_interrupt, 0, xPortPendSVHandler, fuse_cortex_m_tick

#endif
