/* SPDX-License-Identifier: Apache-2.0 */
/** @file task.c The task that owns the runtime: its stack, its sleep and its end. */
#include "internal.h"

#include "board.h"

#include <stddef.h>

/** Above the idle task, so that the idle task sleeps whenever the runtime waits. */
#define PRIORITY (tskIDLE_PRIORITY + 1U)

/** The guard is below the stack, so that the kernel may read all of the stack. boards/cortex_m/sections.ld knows the section. */
static __attribute__((section(".bss.fuse_task_stack"))) struct {
    _Alignas(FUSE_MACHINE_STACK_GUARD) uint8_t guard[FUSE_MACHINE_STACK_GUARD];
    StackType_t words[FUSE_TASK_STACK_BYTES / sizeof(StackType_t)];
} stack;
static StaticTask_t control_block;
static TaskHandle_t task;

static void run_body(void *parameter)
{
    uint32_t (*const body)(void) = (uint32_t (*)(void))(uintptr_t)parameter;
    fuse_machine_task_begins();
    fuse_freertos_end(body());
}

void fuse_freertos_end(uint32_t status)
{
    board_console_text((status == 0U) ? "image ended: 0\n" : "image ended: 1\n");
    board_halt(status);
}

void fuse_freertos_run(uint32_t (*body)(void))
{
    fuse_platform_init();
    task = xTaskCreateStatic(run_body, "fuse", sizeof stack.words / sizeof stack.words[0], (void *)(uintptr_t)body, PRIORITY, stack.words, &control_block);
    fuse_machine_guard_stack(stack.guard);
    vTaskStartScheduler();
    fuse_freertos_end(1U);
}

void fuse_freertos_wake(void)
{
    if (task == NULL) {
        return;
    }
    if (fuse_machine_in_interrupt()) {
        BaseType_t switch_needed = pdFALSE;
        vTaskNotifyGiveFromISR(task, &switch_needed);
        portYIELD_FROM_ISR(switch_needed);
    } else {
        (void)xTaskNotifyGive(task);
    }
}

void fuse_freertos_wait_us(uint64_t us)
{
    if (us == UINT64_MAX) {
        (void)ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
        return;
    }
    const uint64_t deadline = fuse_freertos_deadline_us(us);
    bool woken = false;
    for (uint64_t now = fuse_machine_now_us(); !woken && (now < deadline); now = fuse_machine_now_us()) {
        woken = ulTaskNotifyTake(pdTRUE, fuse_freertos_ticks(deadline - now)) != 0U;
    }
}

uint32_t fuse_freertos_stack_unused(void)
{
    return (uint32_t)(uxTaskGetStackHighWaterMark(task) * sizeof(StackType_t));
}

uintptr_t fuse_platform_stack_limit(void)
{
    return fuse_machine_stack_limit();
}

void vApplicationIdleHook(void);
void vApplicationIdleHook(void)
{
    fuse_machine_idle();
}
