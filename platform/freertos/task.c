/* SPDX-License-Identifier: Apache-2.0 */
/** @file task.c The task that owns the runtime, and what the kernel asks of an application. */
#include "board.h"
#include "internal.h"

static StackType_t stack[FUSE_TASK_STACK_BYTES / sizeof(StackType_t)];
static StaticTask_t control_block;
static TaskHandle_t task;

static void run_body(void *parameter)
{
    uint32_t (*const body)(void) = (uint32_t (*)(void))(uintptr_t)parameter;
    const uint32_t status = body();
    static const char words[] = "image ended: ";
    const char digit = (status == 0U) ? '0' : '1';
    board_console_write(words, sizeof words - 1U);
    board_console_write(&digit, 1U);
    board_console_write("\n", 1U);
    board_halt(status);
}

void fuse_freertos_run(uint32_t (*body)(void))
{
    task = xTaskCreateStatic(run_body, "fuse", sizeof stack / sizeof stack[0], (void *)(uintptr_t)body, 1U, stack, &control_block);
    vTaskStartScheduler();
    board_halt(1U);
}
