/* SPDX-License-Identifier: Apache-2.0 */
/** @file an386.h What this board offers to tests beside board.h: a timer that nobody else uses. */
#ifndef AN386_H
#define AN386_H

/* DAI 0386, tables 3-2 and 4-1. */
#define AN386_TIMER_0 0x40000000U
#define AN386_TIMER_0_INTERRUPT 8U
#define AN386_TIMER_1 0x40001000U
#define AN386_TIMER_1_INTERRUPT 9U
#define AN386_WATCHDOG 0x40008000U

/** Timer 0, the one-shot. */
void an386_timer_0_interrupt(void);
/** Timer 1: a program that uses it defines this; memory.ld stands in. */
void an386_timer_1_interrupt(void);

#endif
