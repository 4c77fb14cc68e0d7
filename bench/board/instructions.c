/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file instructions.c
 * What the runtime adds to a module's own work on a Cortex-M4, in counts of a timer that QEMU drives by its count of instructions: on
 * mps2-an386 with -icount shift=5 an instruction takes 32 ns, and a count of the timer 40. Prints counts; cli/bench.ts makes
 * instructions of them. What repeats runs with interrupts off, so that no tick is in the figure.
 */
#include <fuse.h>
#include <fuse_platform.h>
#include <fuse_platform_freertos.h>
#include <string.h>

#include "answer.h"
#include "board.h"
#include "cmsdk_timer.h"
#include "host_calls.h"
#include "loop_control.h"
#include "require.h"
#include "startup.h"
#include "step.h"

#define POOL_BYTES 24576U
#define ITERATIONS 1000U
/** Host calls in one step of host_calls.wat. */
#define CALLS_PER_STEP 1000U

/* Timer 0 and its interrupt: DAI 0386, sections 3.5 and 3.6. Its registers: DDI 0479, section 4.1.2. */
#define TIMER 0x40000000U
#define TIMER_VALUE (*(volatile uint32_t *)(TIMER + 4U))
#define TIMER_INTERRUPT 8U
#define TIMER_COUNTS 0x10000000U

/* Armv7-M Architecture Reference Manual, B3.2.5 and B3.4. */
#define SCB_VTOR (*(volatile uint32_t *)0xE000ED08U)
#define NVIC_ENABLE (*(volatile uint32_t *)0xE000E100U)
#define NVIC_PRIORITY ((volatile uint8_t *)0xE000E400U)
/** Of an interrupt that may call the kernel. */
#define PRIORITY 0xC0U

#define FIRST_INTERRUPT 16U
#define VECTORS (FIRST_INTERRUPT + 32U)

static _Alignas(16) uint8_t pool[POOL_BYTES];
static _Alignas(16) uint8_t log_memory[2048];
static _Alignas(256) board_vector_t vectors[VECTORS];

static fuse_module_id_t stepped;
/** The timer's value when the module called. */
static volatile uint32_t answered_at;

static uint64_t constant_clock(void)
{
    return 42U;
}

static float answer(void)
{
    answered_at = TIMER_VALUE;
    return 0.0F;
}

static void start_runtime(bool with_quota)
{
    fuse_hal_t hal;
    (void)memset(&hal, 0, sizeof hal);
    hal.timer.get_timestamp = constant_clock;
    hal.temp.get_reading = answer;
    if (with_quota) {
        hal.quota_arm = fuse_platform_quota_arm;
        hal.quota_cancel = fuse_platform_quota_cancel;
    }
    require(fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hal) == FUSE_SUCCESS, "fuse_init");
}

static fuse_module_id_t load_running(const uint8_t *image, uint32_t size, uint32_t activation, uint32_t quota_us)
{
    const fuse_policy_t policy = {.capabilities = FUSE_CAP_TIMER | FUSE_CAP_TEMP_SENSOR,
                                  .memory_pages_max = 1U,
                                  .stack_size = 1024U,
                                  .cpu_quota_us = quota_us,
                                  .activation_mask = activation,
                                  .event_subscribe = 1U};
    fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
    require(fuse_module_load(image, size, &policy, &id) == FUSE_SUCCESS, "fuse_module_load");
    require(fuse_module_start(id) == FUSE_SUCCESS, "fuse_module_start");
    return id;
}

static __attribute__((noinline)) void nothing(void)
{
    __asm volatile("");
}

static void step(void)
{
    (void)fuse_module_run_step(stepped);
}

static void tick(void)
{
    (void)fuse_tick();
}

static void post(void)
{
    (void)fuse_post_event(0U);
}

static uint32_t counts_of(void (*operation)(void), uint32_t iterations)
{
    __asm volatile("cpsid i" ::: "memory");
    const uint32_t start = TIMER_VALUE;
    for (uint32_t i = 0U; i < iterations; i++) {
        operation();
    }
    const uint32_t end = TIMER_VALUE;
    __asm volatile("cpsie i" ::: "memory");
    return start - end;
}

static void report(const char *name, uint32_t counts, uint32_t iterations)
{
    board_console_text("{\"kind\":\"instructions\",\"name\":\"");
    board_console_text(name);
    board_console_text("\",\"counts\":");
    board_console_number(counts);
    board_console_text(",\"iterations\":");
    board_console_number(iterations);
    board_console_text("}\n");
}

/** Of the operation alone, without the loop around it. */
static void report_operation(const char *name, void (*operation)(void))
{
    operation();
    report(name, counts_of(operation, ITERATIONS) - counts_of(nothing, ITERATIONS), ITERATIONS);
}

static void bench_steps(void)
{
    start_runtime(false);
    stepped = load_running(step_aot, step_aot_size, FUSE_ACTIVATION_MANUAL, 0U);
    report_operation("step, no quota", step);
    (void)fuse_deinit();
    start_runtime(true);
    stepped = load_running(step_aot, step_aot_size, FUSE_ACTIVATION_MANUAL, 1000000U);
    report_operation("step, quota armed", step);
    (void)fuse_deinit();
}

static void bench_events(uint32_t modules, const char *tick_name, const char *post_name)
{
    start_runtime(true);
    for (uint32_t i = 0U; i < modules; i++) {
        (void)load_running(step_aot, step_aot_size, FUSE_ACTIVATION_EVENT, 1000000U);
    }
    report_operation(tick_name, tick);
    report_operation(post_name, post);
    (void)fuse_deinit();
}

static void bench_host_calls(void)
{
    start_runtime(false);
    stepped = load_running(loop_control_aot, loop_control_aot_size, FUSE_ACTIVATION_MANUAL, 0U);
    step();
    const uint32_t control = counts_of(step, 1U);
    stepped = load_running(host_calls_aot, host_calls_aot_size, FUSE_ACTIVATION_MANUAL, 0U);
    require(fuse_module_run_step(stepped) == FUSE_SUCCESS, "a step with host calls");
    report("host call with its policy check", counts_of(step, 1U) - control, CALLS_PER_STEP);
    (void)fuse_deinit();
}

static void timer_interrupt(void)
{
    cmsdk_timer_acknowledge(TIMER);
    (void)fuse_post_event(0U);
    fuse_freertos_wake();
}

/** From the timer's interrupt, which finds the processor asleep, to the first call of the module that its event wakes. */
static void bench_interrupt(void)
{
    start_runtime(true);
    (void)load_running(answer_aot, answer_aot_size, FUSE_ACTIVATION_EVENT, 1000000U);
    (void)memcpy(vectors, board_vectors, sizeof vectors);
    vectors[FIRST_INTERRUPT + TIMER_INTERRUPT] = timer_interrupt;
    SCB_VTOR = (uint32_t)(uintptr_t)vectors;
    NVIC_PRIORITY[TIMER_INTERRUPT] = PRIORITY;
    NVIC_ENABLE = 1U << TIMER_INTERRUPT;

    /* Between two ticks of the kernel: it counts up to 25,000 from one to the next. */
    const uint32_t period = 1000003U;
    const uint32_t rounds = 8U;
    uint32_t least = UINT32_MAX;
    cmsdk_timer_start_periodic(TIMER, period);
    for (uint32_t i = 0U; i < rounds; i++) {
        fuse_freertos_wait_us(UINT64_MAX);
        require(fuse_tick() == 1U, "the step that the event asks for");
        const uint32_t counts = (period - 1U) - answered_at;
        least = (counts < least) ? counts : least;
    }
    cmsdk_timer_stop(TIMER);
    report("interrupt to the module's first call", least, 1U);
    (void)fuse_deinit();
}

static uint32_t body(void)
{
    fuse_platform_init();
    cmsdk_timer_start(TIMER, TIMER_COUNTS);
    bench_steps();
    bench_events(1U, "idle tick, 1 EVENT module", "post_event, 1 subscriber");
    bench_events(8U, "idle tick, 8 EVENT modules", "post_event, 8 subscribers");
    bench_host_calls();
    bench_interrupt();
    return 0U;
}

int main(void)
{
    fuse_freertos_run(body);
}
