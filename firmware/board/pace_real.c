/* SPDX-License-Identifier: Apache-2.0 */
/** The board's clock; the kernel's tick is the shutter. */
#include <stdatomic.h>

#include "FreeRTOS.h"
#include "camera.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "pace.h"
#include "task.h"

#define US_PER_TICK (1000000U / configTICK_RATE_HZ)

/** Ticks from one frame to the next; 0: the shutter is closed. */
static _Atomic uint32_t period;
static uint32_t ticks_to_go;

/** The kernel calls it in the tick's interrupt. */
void vApplicationTickHook(void);
void vApplicationTickHook(void)
{
    const uint32_t ticks = atomic_load_explicit(&period, memory_order_acquire);
    if (ticks == 0U) {
        return;
    }
    if (ticks_to_go == 0U) {
        ticks_to_go = ticks;
    }
    ticks_to_go--;
    if (ticks_to_go == 0U) {
        camera_shutter();
        fuse_freertos_wake();
    }
}

static bool start_shutter(uint32_t period_us)
{
    const uint32_t ticks = period_us / US_PER_TICK;
    atomic_store_explicit(&period, (ticks == 0U) ? 1U : ticks, memory_order_release);
    return true;
}

const pace_t pace_real = {
    .start_shutter = start_shutter, .now_us = fuse_platform_get_timestamp_us, .wait_us = fuse_freertos_wait_us};
