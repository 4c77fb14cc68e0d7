/* SPDX-License-Identifier: Apache-2.0 */
/** @file source_tick.c Interrupts for boards without a spare timer, and for the simulator: the kernel's tick. */
#include "source.h"

#include <stddef.h>

static uint32_t (*volatile on_tick)(void);

void vApplicationTickHook(void);
void vApplicationTickHook(void)
{
    uint32_t (*const handler)(void) = on_tick;
    if (handler != NULL) {
        (void)handler();
    }
}

void source_start(uint32_t (*handler)(void))
{
    on_tick = handler;
}

void source_stop(void)
{
    on_tick = NULL;
}
