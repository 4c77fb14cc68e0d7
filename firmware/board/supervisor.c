/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The supervisor: a task above the runtime's, so that a runtime which is busy all the time, with every step inside its quota, is not
 * taken for one that hangs. It kicks only when the runtime's task has moved on; a scheduler that stands still stops it as well.
 */
#include "supervisor.h"

#include <stdatomic.h>

#include "FreeRTOS.h"
#include "board.h"
#include "task.h"

#define STACK_WORDS (2U * (uint32_t)configMINIMAL_STACK_SIZE)

/** Above the runtime's task, which has 1. */
#define PRIORITY (tskIDLE_PRIORITY + 2U)

static StackType_t stack[STACK_WORDS];
static StaticTask_t control_block;
static _Atomic uint32_t progress;
static _Atomic bool is_started;

static void supervise(void *parameter)
{
    (void)parameter;
    uint32_t seen = 0U;
    for (;;) {
        vTaskDelay(pdMS_TO_TICKS(SUPERVISOR_PERIOD_MS));
        const uint32_t now = atomic_load_explicit(&progress, memory_order_relaxed);
        if (atomic_load_explicit(&is_started, memory_order_acquire) && now != seen) {
            board_watchdog_kick();
        }
        seen = now;
    }
}

void supervisor_create(void)
{
    (void)xTaskCreateStatic(supervise, "supervisor", STACK_WORDS, NULL, PRIORITY, stack, &control_block);
}

bool supervisor_start(uint32_t ms)
{
    const bool started = board_watchdog_start(ms);
    atomic_store_explicit(&is_started, started, memory_order_release);
    return started;
}

void supervisor_progress(void)
{
    (void)atomic_fetch_add_explicit(&progress, 1U, memory_order_relaxed);
}
