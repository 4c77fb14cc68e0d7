/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file machine_board.c
 * What the tests must know of a board: everything is in the pool, and a quota of Q ends when it is over where the board has a one-shot
 * timer, else at the latest after ceil(Q / T) * T + T with the tick T.
 */
#include "FreeRTOS.h"
#include "host.h"
#include "task.h"

#define TICK_US (1000000U / configTICK_RATE_HZ)
/** From the arming of the quota to its beginning, and the stop itself to the quota's cancelling: some 3,000 instructions of 32 ns in QEMU. */
#define AROUND_US 100U
/** So many ticks and never in the module's own code: it cannot happen by chance. */
#define TRIES_US 1000000U

const uint32_t test_has_large_memory = 0U;

/** The kernel has no heap; what could be left behind there is a task. */
uint64_t test_held_resources(void)
{
    return uxTaskGetNumberOfTasks();
}

uint64_t test_stop_latest_us(uint32_t quota_us, uint32_t way)
{
    if (way == TEST_STOP_REDIRECT) {
        return (uint64_t)quota_us + TRIES_US;
    }
#ifdef TEST_ONE_SHOT
    return (uint64_t)quota_us + AROUND_US;
#else
    const uint64_t ticks = ((uint64_t)quota_us + TICK_US - 1U) / TICK_US + 1U;
    return ticks * TICK_US + AROUND_US;
#endif
}
