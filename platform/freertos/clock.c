/* SPDX-License-Identifier: Apache-2.0 */
/** @file clock.c Time, from the machine's counter. */
#include "internal.h"

#define US_PER_TICK (1000000U / configTICK_RATE_HZ)

uint64_t fuse_platform_get_timestamp_us(void)
{
    return fuse_machine_now_us();
}

/* The machine's counter is the processor's clock where there is one to count. */
uint64_t fuse_platform_cycles(void)
{
    return fuse_machine_count();
}

uint64_t fuse_platform_cycles_to_us(uint64_t cycles)
{
    return fuse_machine_us(cycles);
}

TickType_t fuse_freertos_ticks(uint64_t us)
{
    /* portMAX_DELAY would be for ever. */
    const uint64_t most = (uint64_t)portMAX_DELAY - 1U;
    const uint64_t ticks = (us / US_PER_TICK) + (((us % US_PER_TICK) != 0U) ? 1U : 0U);
    return (TickType_t)((ticks < most) ? ticks : most);
}

uint64_t fuse_freertos_deadline_us(uint64_t us)
{
    /* The clock has the microsecond begun left out, so one more. */
    const uint64_t now = fuse_machine_now_us();
    return (us < (UINT64_MAX - now)) ? (now + us + 1U) : UINT64_MAX;
}

void fuse_platform_sleep_us(uint64_t us)
{
    const uint64_t deadline = fuse_freertos_deadline_us(us);
    /* A delay of n ticks ends at the n-th tick from now, which may be less than n periods away. */
    for (uint64_t now = fuse_machine_now_us(); now < deadline; now = fuse_machine_now_us()) {
        vTaskDelay(fuse_freertos_ticks(deadline - now));
    }
}
