/* SPDX-License-Identifier: Apache-2.0 */
/** @file mps2.h What the FPGA images of Arm's MPS2 with a Cortex-M4 (AN386) and a Cortex-M7 (AN500) have in common. */
#ifndef MPS2_H
#define MPS2_H

/* Memory map and interrupt map of DAI 0386; application note AN500 has the same. */
#define MPS2_TIMER_0 0x40000000U
#define MPS2_TIMER_0_INTERRUPT 8U
#define MPS2_UART_0 0x40004000U
#define MPS2_WATCHDOG 0x40008000U

/** Timer 0, the one-shot. */
void mps2_timer_0_interrupt(void);

#endif
