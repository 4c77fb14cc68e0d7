/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The supervisor: a task above the runtime's, so that a runtime which is busy all the time, with every step inside its quota, is not
 * taken for one that hangs. It kicks while the runtime's task moves on, or the quota of the module inside is not over; a scheduler that
 * stands still stops it as well. So the watchdog's own time depends on no quota, nor on how many modules there are.
 */
#include "supervisor.h"

#include <stdatomic.h>

#include "FreeRTOS.h"
#include "board.h"
#include "task.h"

#define STACK_WORDS (2U * (uint32_t)configMINIMAL_STACK_SIZE)
#define PERIOD_US (SUPERVISOR_PERIOD_MS * 1000U)

/** Above the runtime's task, which has 1. */
#define PRIORITY (tskIDLE_PRIORITY + 2U)

static StackType_t stack[STACK_WORDS];
static StaticTask_t control_block;
static _Atomic uint32_t progress;
/** Periods in which no progress is no sign of a hang. */
static _Atomic uint32_t patience;
static _Atomic bool is_started;

static void supervise(void *parameter)
{
    (void)parameter;
    uint32_t seen = 0U;
    uint32_t still = 0U;
    for (;;) {
        vTaskDelay(pdMS_TO_TICKS(SUPERVISOR_PERIOD_MS));
        const uint32_t now = atomic_load_explicit(&progress, memory_order_acquire);
        still = (now == seen) ? (still + 1U) : 0U;
        seen = now;
        if (atomic_load_explicit(&is_started, memory_order_acquire)
            && (still <= atomic_load_explicit(&patience, memory_order_relaxed))) {
            board_watchdog_kick();
        }
    }
}

void supervisor_create(void)
{
    (void)xTaskCreateStatic(supervise, "supervisor", STACK_WORDS, NULL, PRIORITY, stack, &control_block);
}

bool supervisor_start(void)
{
    const bool started = board_watchdog_start();
    atomic_store_explicit(&is_started, started, memory_order_release);
    return started;
}

void supervisor_progress(void)
{
    supervisor_progress_within(0U);
}

void supervisor_progress_within(uint32_t us)
{
    atomic_store_explicit(&patience, us / PERIOD_US, memory_order_relaxed);
    (void)atomic_fetch_add_explicit(&progress, 1U, memory_order_release);
}
