/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file clock.c
 * The clock: SysTick's counter, which the kernel starts, and the number of its periods.
 *
 * A period is counted by whoever first sees that the counter has wrapped: SysTick's COUNTFLAG says so once, since reading clears it. So
 * the time is right with interrupts masked, and in an interrupt that has come before the tick's. The tick looks too, so no wrap is lost
 * unless interrupts are masked for a whole period, in which the kernel loses its tick as well.
 */
#include "../internal.h"

#include "registers.h"

#define US_PER_TICK (1000000U / configTICK_RATE_HZ)

static uint64_t periods;

typedef struct {
    uint64_t periods;
    uint32_t elapsed;
} reading_t;

static uint32_t period(void)
{
    return SYST_RVR + 1U;
}

static bool has_wrapped(void)
{
    return (SYST_CSR & SYST_CSR_COUNTFLAG) != 0U;
}

static reading_t read_clock(void)
{
    reading_t reading = {0U, 0U};
    const uint32_t state = fuse_machine_lock();
    const uint32_t csr = SYST_CSR;
    if ((csr & SYST_CSR_ENABLE) != 0U) {
        bool wrapped = (csr & SYST_CSR_COUNTFLAG) != 0U;
        uint32_t left = SYST_CVR;
        if (has_wrapped()) {
            if (wrapped) {
                periods++;
            }
            wrapped = true;
            left = SYST_CVR;
        }
        if (wrapped) {
            periods++;
        }
        reading.periods = periods;
        /* The counter shows 0 when it wraps, then counts down from the period less one. 0 without a wrap is QEMU's: its flag comes a
         * little later than its 0, which is the period's end. */
        if (left != 0U) {
            reading.elapsed = period() - left;
        } else {
            reading.elapsed = wrapped ? 0U : (period() - 1U);
        }
    }
    fuse_machine_unlock(state);
    return reading;
}

uint64_t fuse_machine_count(void)
{
    const reading_t reading = read_clock();
    return (reading.periods * period()) + reading.elapsed;
}

uint64_t fuse_machine_counts(uint32_t us)
{
    const uint32_t part = us % US_PER_TICK;
    return ((uint64_t)(us / US_PER_TICK) * period()) + (((part * period()) + (US_PER_TICK - 1U)) / US_PER_TICK);
}

uint64_t fuse_machine_us(uint64_t counts)
{
    /* In two parts: the whole product needs more than 64 bits after some years of counts. */
    return ((counts / period()) * US_PER_TICK) + (((counts % period()) * US_PER_TICK) / period());
}

uint64_t fuse_machine_now_us(void)
{
    const reading_t reading = read_clock();
    return (reading.periods * US_PER_TICK) + ((reading.elapsed * US_PER_TICK) / period());
}

void xPortSysTickHandler(void);
void fuse_cortex_m_tick(void);

void fuse_cortex_m_tick(void)
{
    (void)read_clock();
    xPortSysTickHandler();
    fuse_freertos_tick();
}
