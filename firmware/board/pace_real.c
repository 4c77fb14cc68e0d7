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

/** Microseconds from one frame to the next; 0: the shutter is closed. */
static _Atomic uint32_t period;
/** Until the next frame is due. What a period has beyond whole ticks stays in it, so that the frames come at their rate. */
static uint32_t left;

/** The kernel calls it in the tick's interrupt. */
void vApplicationTickHook(void);
void vApplicationTickHook(void)
{
    const uint32_t period_us = atomic_load_explicit(&period, memory_order_acquire);
    if (period_us == 0U) {
        return;
    }
    if (left == 0U) {
        left = period_us;
    }
    if (left > US_PER_TICK) {
        left -= US_PER_TICK;
        return;
    }
    left += period_us - US_PER_TICK;
    camera_shutter();
    fuse_freertos_wake();
}

static bool start_shutter(uint32_t period_us)
{
    /* The tick's interrupt leaves a closed shutter's count alone. */
    atomic_store_explicit(&period, 0U, memory_order_release);
    atomic_signal_fence(memory_order_seq_cst);
    left = 0U;
    /* One frame a tick is the most. */
    atomic_store_explicit(&period, (period_us < US_PER_TICK) ? US_PER_TICK : period_us, memory_order_release);
    return true;
}

const pace_t pace_real = {
    .start_shutter = start_shutter, .now_us = fuse_platform_get_timestamp_us, .wait_us = fuse_freertos_wait_us};
