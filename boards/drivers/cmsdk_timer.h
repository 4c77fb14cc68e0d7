/* SPDX-License-Identifier: Apache-2.0 */
/** @file cmsdk_timer.h The timer of Arm's Cortex-M System Design Kit (DDI 0479): counts down, interrupts at 0. */
#ifndef CMSDK_TIMER_H
#define CMSDK_TIMER_H

#include <stdint.h>

/** Interrupts once, after `counts` counts of the peripheral clock. */
void cmsdk_timer_start(uintptr_t base, uint32_t counts);

/** Interrupts again and again. */
void cmsdk_timer_start_periodic(uintptr_t base, uint32_t counts);

/** Stops it and takes back an interrupt that it has asked for. */
void cmsdk_timer_stop(uintptr_t base);

/** In the interrupt of a periodic timer. */
void cmsdk_timer_acknowledge(uintptr_t base);

#endif
