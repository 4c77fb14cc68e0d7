/* SPDX-License-Identifier: Apache-2.0 */
/** @file machine.c The processor's part of the guard, the lock, and small things. */
#include "../internal.h"

#include "mpu.h"
#include "registers.h"

/**
 * What a module must leave of the stack: an interrupt's frame with floating-point registers (104 bytes and 4 for alignment), what
 * the kernel saves below it (100), and the native functions that a module calls, which use the rest: `npm run board -- size` adds up
 * what they need (calls of modules) and fails when it is more.
 */
#define STACK_RESERVE 1280U

void fuse_machine_init(void)
{
    fuse_cortex_m_mpu_init();
    SCB_SHCSR |= SHCSR_MEMFAULTENA | SHCSR_BUSFAULTENA | SHCSR_USGFAULTENA;
    cortex_m_barrier();
}

void fuse_machine_task_begins(void)
{
    /* A task's stack serves for everything. */
}

uint32_t fuse_machine_lock(void)
{
    uint32_t state;
    __asm volatile("mrs %0, primask\n\tcpsid i" : "=r"(state)::"memory");
    return state;
}

void fuse_machine_unlock(uint32_t state)
{
    __asm volatile("msr primask, %0" ::"r"(state) : "memory");
}

bool fuse_machine_in_interrupt(void)
{
    return cortex_m_ipsr() != 0U;
}

void fuse_machine_idle(void)
{
    __asm volatile("dsb\n\twfi" ::: "memory");
}

uintptr_t fuse_machine_stack_limit(void)
{
    if (xTaskGetSchedulerState() == taskSCHEDULER_NOT_STARTED) {
        return 0U;
    }
    TaskStatus_t status;
    vTaskGetInfo(xTaskGetCurrentTaskHandle(), &status, pdFALSE, eRunning);
    return (uintptr_t)status.pxStackBase + STACK_RESERVE;
}

static void redirect(cortex_m_frame_t *frame, uintptr_t stack_pointer)
{
    frame->r0 = stack_pointer;
    frame->pc = (uint32_t)(uintptr_t)fuse_machine_guard_abandon & ~1U;
    frame->psr = (frame->psr & ~XPSR_IT_ICI) | XPSR_T;
}

/*
 * In an interrupt the process stack pointer is at the frame of the task that was interrupted, also when interrupts are nested. It need
 * not be the current task's: the kernel's PendSV handler chooses the next task first and sets the stack pointer later. But the frame is
 * then of a task that is not the runner, and only the runner's lies in the text, or it is the runner's and the current task is not.
 */
bool fuse_machine_redirect(const fuse_platform_text_t *text, uintptr_t stack_pointer)
{
    cortex_m_frame_t *const frame = (cortex_m_frame_t *)cortex_m_psp();
    if ((frame->pc < text->start) || (frame->pc >= text->end)) {
        return false;
    }
    redirect(frame, stack_pointer);
    return true;
}

bool fuse_cortex_m_stopped(cortex_m_frame_t *frame, uint32_t exc_return);

/** From the handler of memory faults: true if the fault was a stopped module's return into its text, which now continues elsewhere. */
bool fuse_cortex_m_stopped(cortex_m_frame_t *frame, uint32_t exc_return)
{
    const uint32_t from_task = EXC_RETURN_THREAD | EXC_RETURN_PSP;
    uintptr_t stack_pointer;
    if (((exc_return & from_task) != from_task) || ((SCB_CFSR & CFSR_MEMORY_MASK) != CFSR_IACCVIOL)
        || !fuse_freertos_guard_fault(frame->pc, &stack_pointer)) {
        return false;
    }
    SCB_CFSR = CFSR_IACCVIOL;
    redirect(frame, stack_pointer);
    return true;
}
