/* SPDX-License-Identifier: Apache-2.0 */
/** @file cmsdk_timer.c The timer of the Cortex-M System Design Kit. */
#include "cmsdk_timer.h"

/* DDI 0479, APB timer, programmers model. */
typedef struct {
    uint32_t control;
    uint32_t value;
    uint32_t reload;
    uint32_t interrupt;
} timer_registers_t;

#define CONTROL_ENABLE (1U << 0U)
#define CONTROL_INTERRUPT (1U << 3U)

static volatile timer_registers_t *registers(uintptr_t base)
{
    return (volatile timer_registers_t *)base;
}

void cmsdk_timer_start(uintptr_t base, uint32_t counts)
{
    volatile timer_registers_t *const timer = registers(base);
    timer->control = 0U;
    timer->interrupt = 1U;
    /* With a reload of 0 the timer stays at 0. It goes first: QEMU's also sets the value. */
    timer->reload = 0U;
    timer->value = counts;
    timer->control = CONTROL_ENABLE | CONTROL_INTERRUPT;
}

void cmsdk_timer_start_periodic(uintptr_t base, uint32_t counts)
{
    volatile timer_registers_t *const timer = registers(base);
    timer->control = 0U;
    timer->interrupt = 1U;
    timer->reload = counts - 1U;
    timer->value = counts - 1U;
    timer->control = CONTROL_ENABLE | CONTROL_INTERRUPT;
}

void cmsdk_timer_stop(uintptr_t base)
{
    volatile timer_registers_t *const timer = registers(base);
    timer->control = 0U;
    timer->interrupt = 1U;
}

void cmsdk_timer_acknowledge(uintptr_t base)
{
    registers(base)->interrupt = 1U;
}
