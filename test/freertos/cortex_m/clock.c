/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file clock.c
 * The clock is right and never goes back: in a task, in the tick's interrupt before the tick is counted, in an interrupt that comes in
 * between, with interrupts masked across a tick. And what waits on it is never early.
 */
#include "check.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "vectors.h"

#include "FreeRTOS.h"
#include "task.h"

#include <stdio.h>

#define TICK_US (1000000U / configTICK_RATE_HZ)
/** Between two readings one after the other, an interrupt in between. */
#define STEP_US 60U
/** From the tick to what its interrupt reads. */
#define LATENCY_US 20U
/** An interrupt that no board uses: the last of the first 32, set pending by software. DDI 0403E, B3.4. */
#define SPARE 31U
#define NVIC_ISER (*(volatile uint32_t *)0xE000E100U)
#define NVIC_ISPR (*(volatile uint32_t *)0xE000E200U)
#define SPARE_PRIORITY (*(volatile uint8_t *)(0xE000E400U + SPARE))
#define MOST_URGENT 0U

static board_vector_t platform_tick;
static volatile uint64_t latest;
static volatile uint32_t readings;
static volatile uint32_t backwards;
static volatile uint32_t leaps;
static volatile uint32_t nested;
static volatile uint32_t wrong_ticks;
static volatile bool wake_next;
static uint64_t before_kernel;

/** The only reader at its level: whoever interrupts it between clock and bookkeeping is masked. */
static void read(void)
{
    const UBaseType_t state = portSET_INTERRUPT_MASK_FROM_ISR();
    __asm volatile("cpsid i" ::: "memory");
    const uint64_t now = fuse_platform_get_timestamp_us();
    readings++;
    backwards += (now < latest) ? 1U : 0U;
    leaps += (now > (latest + STEP_US)) ? 1U : 0U;
    latest = now;
    __asm volatile("cpsie i" ::: "memory");
    portCLEAR_INTERRUPT_MASK_FROM_ISR(state);
}

static void on_spare(void)
{
    nested++;
    read();
}

static void on_tick(void)
{
    /* Not counted by anyone yet, and one more urgent comes in between. */
    NVIC_ISPR = 1UL << SPARE;
    __asm volatile("dsb\n\tisb" ::: "memory");
    read();
    /* The n-th tick comes at n periods. */
    const uint64_t phase = latest % TICK_US;
    wrong_ticks += (phase > LATENCY_US) ? 1U : 0U;
    wrong_ticks += ((latest / TICK_US) != (xTaskGetTickCountFromISR() + 1U)) ? 1U : 0U;
    platform_tick();
    if (wake_next) {
        wake_next = false;
        fuse_freertos_wake();
    }
}

static void begin_reading(void)
{
    latest = fuse_platform_get_timestamp_us();
    readings = 0U;
    backwards = 0U;
    leaps = 0U;
}

static void check_running(void)
{
    begin_reading();
    nested = 0U;
    wrong_ticks = 0U;
    const uint64_t end = latest + (300U * TICK_US);
    while (latest < end) {
        read();
    }
    CHECK_EQUAL(backwards, 0U);
    CHECK_EQUAL(leaps, 0U);
    CHECK_EQUAL(wrong_ticks, 0U);
    CHECK(nested >= 299U);
    CHECK(readings > 3000U);
    (void)printf("%u readings, %u of them in an interrupt of the tick's\n", (unsigned int)readings, (unsigned int)nested);
}

/** Interrupts masked for most of a tick at every phase, so that the tick comes while they are. */
static void check_masked(void)
{
    begin_reading();
    uint32_t crossings = 0U;
    for (uint32_t round = 0U; round < 200U; round++) {
        const uint64_t start = fuse_platform_get_timestamp_us();
        const uint32_t ticks = xTaskGetTickCount();
        __asm volatile("cpsid i" ::: "memory");
        latest = fuse_platform_get_timestamp_us();
        while (latest < (start + ((TICK_US * 9U) / 10U))) {
            const uint64_t now = fuse_platform_get_timestamp_us();
            backwards += (now < latest) ? 1U : 0U;
            leaps += (now > (latest + STEP_US)) ? 1U : 0U;
            latest = now;
        }
        crossings += ((latest / TICK_US) != ticks) ? 1U : 0U;
        CHECK_EQUAL(xTaskGetTickCount(), ticks);
        __asm volatile("cpsie i" ::: "memory");
        read();
    }
    CHECK_EQUAL(backwards, 0U);
    CHECK_EQUAL(leaps, 0U);
    CHECK(crossings > 100U);
    (void)printf("%u ticks came while interrupts were masked\n", (unsigned int)crossings);
}

static void check_cycles(void)
{
    const uint64_t start_us = fuse_platform_get_timestamp_us();
    const uint64_t start = fuse_platform_cycles();
    CHECK(fuse_platform_cycles() > start);
    vTaskDelay(20U);
    const uint64_t cycles = fuse_platform_cycles() - start;
    const uint64_t us = fuse_platform_get_timestamp_us() - start_us;
    CHECK(fuse_platform_cycles_to_us(cycles) <= us);
    CHECK((fuse_platform_cycles_to_us(cycles) + LATENCY_US) >= us);
    CHECK(cycles > (19U * (uint64_t)(configCPU_CLOCK_HZ / configTICK_RATE_HZ)));
}

static void check_sleep(void)
{
    static const uint32_t lengths_us[] = {0U, 1U, 10U, 999U, 1000U, 1001U, 1999U, 2500U, 10000U};
    for (uint32_t i = 0U; i < (sizeof lengths_us / sizeof lengths_us[0]); i++) {
        for (uint32_t phase = 0U; phase < 12U; phase++) {
            const uint64_t until = fuse_platform_get_timestamp_us() + (phase * 83U);
            while (fuse_platform_get_timestamp_us() < until) {
            }
            const uint64_t start = fuse_platform_get_timestamp_us();
            fuse_platform_sleep_us(lengths_us[i]);
            const uint64_t slept = fuse_platform_get_timestamp_us() - start;
            CHECK(slept >= lengths_us[i]);
            CHECK(slept <= (lengths_us[i] + TICK_US + STEP_US));
            const uint64_t waiting = fuse_platform_get_timestamp_us();
            fuse_freertos_wait_us(lengths_us[i]);
            const uint64_t waited = fuse_platform_get_timestamp_us() - waiting;
            CHECK(waited >= lengths_us[i]);
            CHECK(waited <= (lengths_us[i] + TICK_US + STEP_US));
        }
    }
}

/** The sum of a module's steps, on a mission that lasts. */
static void check_long_times(void)
{
    static const uint64_t counts[] = {1ULL << 40U, 1ULL << 60U, UINT64_MAX};
    for (uint32_t i = 0U; i < (sizeof counts / sizeof counts[0]); i++) {
        CHECK(fuse_platform_cycles_to_us(counts[i]) == (counts[i] / (configCPU_CLOCK_HZ / 1000000U)));
    }
}

static void check_wake(void)
{
    static const uint64_t lengths_us[] = {500000U, UINT64_MAX};
    for (uint32_t i = 0U; i < 2U; i++) {
        const uint64_t start = fuse_platform_get_timestamp_us();
        wake_next = true;
        fuse_freertos_wait_us(lengths_us[i]);
        CHECK((fuse_platform_get_timestamp_us() - start) <= (TICK_US + STEP_US));
        /* One that came before the wait is not lost. */
        fuse_freertos_wake();
        const uint64_t again = fuse_platform_get_timestamp_us();
        fuse_freertos_wait_us(lengths_us[i]);
        CHECK((fuse_platform_get_timestamp_us() - again) <= STEP_US);
    }
}

static uint32_t body(void)
{
    CHECK_EQUAL(before_kernel, 0U);
    platform_tick = test_vectors_install(TEST_SYSTICK, on_tick);
    (void)test_vectors_install(TEST_INTERRUPTS + SPARE, on_spare);
    SPARE_PRIORITY = MOST_URGENT;
    NVIC_ISER = 1UL << SPARE;
    check_running();
    check_masked();
    check_cycles();
    check_long_times();
    check_sleep();
    check_wake();
    return (uint32_t)check_finish();
}

int main(void)
{
    fuse_platform_init();
    before_kernel = fuse_platform_get_timestamp_us();
    fuse_freertos_run(body);
}
