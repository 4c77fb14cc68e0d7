/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file faults.c
 * One fault, which board_parameter(0) chooses: the test compares what the console says.
 */
#include "board.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"

#include "FreeRTOS.h"
#include "task.h"

#include <stdbool.h>
#include <string.h>

#define STACK_WORDS 128U
/** Where no board has memory. */
#define NOWHERE 0xC0000000U

static void undefined_instruction(void)
{
    __asm volatile("mov r4, #0x44\n\tmov r5, #0x55\n\tmov r12, #0xCC\n\tudf #1" ::: "r4", "r5", "r12");
}

static void read_nowhere(void)
{
    (void)*(volatile uint32_t *)NOWHERE;
}

static void jump_to_data(void)
{
    static const uint32_t nowhere = NOWHERE | 1U;
    ((void (*)(void))(uintptr_t)nowhere)();
}

static void jump_to_arm_state(void)
{
    __asm volatile("adr r0, 1f\n\tbic r0, r0, #1\n\tbx r0\n\t.p2align 2\n\t1: nop" ::: "r0");
}

/** Steps over the kernel's own check, which looks at the stack only when tasks are switched. */
static __attribute__((noinline)) uint32_t recurse(uint32_t depth)
{
    volatile uint32_t room[16];
    room[depth % 16U] = depth;
    return (depth == 0U) ? 0U : (recurse(depth - 1U) + room[depth % 16U]);
}

/** Below the stack of the runtime's task: boards/cortex_m/sections.ld. */
#define GUARD_BYTES 1024U
#define GUARD_FILL 0xC3U
extern uint8_t board_main_stack_end[];
static StaticTask_t control_block_before;

static void fill_guard(void)
{
    (void)memset(board_main_stack_end, (int)GUARD_FILL, GUARD_BYTES);
}

static void note_control_block(void)
{
    (void)memcpy(&control_block_before, xTaskGetCurrentTaskHandle(), sizeof control_block_before);
}

void __real_fuse_freertos_end(uint32_t status);
void __wrap_fuse_freertos_end(uint32_t status);

/** At the end of a report, when the guard can be read: whether an overflow has left alone what is not the stack's. */
void __wrap_fuse_freertos_end(uint32_t status)
{
    static const StaticTask_t not_noted;
    if (memcmp(&control_block_before, &not_noted, sizeof not_noted) != 0) {
        bool kept = memcmp(&control_block_before, xTaskGetCurrentTaskHandle(), sizeof control_block_before) == 0;
        for (uint32_t i = 0U; i < GUARD_BYTES; i++) {
            kept = kept && (board_main_stack_end[i] == GUARD_FILL);
        }
        board_console_text(kept ? "control block and guard as before\n" : "control block or guard DAMAGED\n");
    }
    __real_fuse_freertos_end(status);
}

static void overflow_runtime_stack(void)
{
    note_control_block();
    (void)recurse(100000U);
}

/** A fault whose frame, with floating-point registers, has `room` bytes of the stack left. */
static void fault_near_end(uint32_t room)
{
    note_control_block();
    __asm volatile("vmov s0, r0\n\tmov sp, %0\n\tudf #4" ::"r"(&board_main_stack_end[GUARD_BYTES + room]));
}

static void fault_at_end(void)
{
    fault_near_end(0U);
}

static void fault_across_end(void)
{
    fault_near_end(48U);
}

static void lose_stack(void)
{
    __asm volatile("mov r0, #0x40\n\tmov sp, r0\n\tudf #2");
}

static void fail_assertion(void)
{
    configASSERT(board_name[0] == '\0');
}

static void panic(void)
{
    fuse_panic(1234U);
}

static void interrupt_nobody_wants(void)
{
    /* DDI 0403E, B3.4: enable and set pending. */
    *(volatile uint32_t *)0xE000E100U = 1UL << 30U;
    *(volatile uint32_t *)0xE000E200U = 1UL << 30U;
    __asm volatile("dsb\n\tisb");
}

static void fault_with_interrupts_masked(void)
{
    __asm volatile("cpsid i\n\tudf #3");
}

static void overflow_small(void *unused)
{
    (void)unused;
    (void)recurse(8U);
    for (;;) {
        vTaskDelay(1U);
    }
}

static void overflow_other_task(void)
{
    /* The lower half is for what is written below the stack. */
    static StackType_t stack[2U * STACK_WORDS];
    static StaticTask_t block;
    (void)xTaskCreateStatic(overflow_small, "small", STACK_WORDS, NULL, 3U, &stack[STACK_WORDS], &block);
    vTaskDelay(2U);
}

static void (*const faults[])(void) = {
    undefined_instruction,  read_nowhere, jump_to_data, jump_to_arm_state,      overflow_runtime_stack,       lose_stack,
    fail_assertion,         panic,        interrupt_nobody_wants, fault_with_interrupts_masked, overflow_other_task,
    fault_at_end,           fault_across_end,
};

static uint32_t body(void)
{
    const uint32_t chosen = board_parameter(0U);
    if (chosen < (sizeof faults / sizeof faults[0])) {
        faults[chosen]();
    }
    return 0U;
}

int main(void)
{
    fill_guard();
    fuse_freertos_run(body);
}
