/* SPDX-License-Identifier: Apache-2.0 */
/** @file cmsdk_watchdog.c The watchdog of the Cortex-M System Design Kit. */
#include "cmsdk_watchdog.h"

/* DDI 0479, APB watchdog, programmers model. */
#define LOAD 0x000U
#define CONTROL 0x008U
#define INTERRUPT_CLEAR 0x00CU
#define LOCK 0xC00U
#define CONTROL_INTERRUPT (1U << 0U)
#define CONTROL_RESET (1U << 1U)
#define UNLOCK 0x1ACCE551U

static volatile uint32_t *at(uintptr_t base, uint32_t offset)
{
    return (volatile uint32_t *)(base + offset);
}

void cmsdk_watchdog_start(uintptr_t base, uint32_t counts)
{
    *at(base, LOCK) = UNLOCK;
    *at(base, LOAD) = counts;
    *at(base, CONTROL) = CONTROL_INTERRUPT | CONTROL_RESET;
    *at(base, LOCK) = 0U;
}

void cmsdk_watchdog_kick(uintptr_t base)
{
    *at(base, LOCK) = UNLOCK;
    /* Also loads the counter. */
    *at(base, INTERRUPT_CLEAR) = 1U;
    *at(base, LOCK) = 0U;
}
