/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Handlers of faults and of interrupts that nobody expects. They note the registers that the exception did not push, make sure of a
 * usable stack, and report (fault.c).
 */
    .syntax unified
    .thumb

    /* What the report needs of the main stack, with room to spare. */
    .equ REPORT_STACK, 512

    .section .text.fuse_cortex_m_memory_fault, "ax", %progbits
    .p2align 2
    .global fuse_cortex_m_memory_fault
    .type fuse_cortex_m_memory_fault, %function
fuse_cortex_m_memory_fault:
    /* It may be the main stack that has overflowed: nothing can be pushed then. */
    ldr r0, =board_main_stack_start + REPORT_STACK
    cmp sp, r0
    blo fuse_cortex_m_fault
    mrs r0, psp
    mov r1, lr
    push {r3, lr}
    bl fuse_cortex_m_stopped
    pop {r3, lr}
    cmp r0, #0
    beq fuse_cortex_m_fault
    bx lr
    .ltorg
    .size fuse_cortex_m_memory_fault, . - fuse_cortex_m_memory_fault

    .section .text.fuse_cortex_m_fault, "ax", %progbits
    .p2align 2
    .global fuse_cortex_m_fault
    .type fuse_cortex_m_fault, %function
    .global board_unexpected_interrupt
    .type board_unexpected_interrupt, %function
fuse_cortex_m_fault:
board_unexpected_interrupt:
    cpsid i
    mrs r0, msp
    tst lr, #4
    it ne
    mrsne r0, psp
    mov r1, lr
    ldr r2, =fuse_cortex_m_saved
    stmia r2, {r4-r11}
    /* A main stack that is broken or full starts over: what is on it is lost, but the report gets out. */
    ldr r2, =board_main_stack_start + REPORT_STACK
    ldr r3, =board_main_stack_end
    cmp sp, r2
    it lo
    movlo sp, r3
    cmp sp, r3
    it hi
    movhi sp, r3
    b fuse_cortex_m_report
    .size fuse_cortex_m_fault, . - fuse_cortex_m_fault
