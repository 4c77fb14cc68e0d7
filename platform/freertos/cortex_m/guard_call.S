/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The guarded call: enters a module's code so that an interrupt can return from it.
 *
 * uint32_t fuse_machine_guard_call(void *code, void *argument, volatile uintptr_t *stack_pointer)
 */
    .syntax unified
    .thumb
    .cfi_sections .debug_frame

    .section .text.fuse_machine_guard_call, "ax", %progbits
    .p2align 2
    .global fuse_machine_guard_call
    .type fuse_machine_guard_call, %function
fuse_machine_guard_call:
    .cfi_startproc
    /* r3 is FPSCR's place, and makes the number of words even. */
    vmrs r3, fpscr
    push {r3-r11, lr}
    .cfi_adjust_cfa_offset 40
    .cfi_offset r4, -36
    .cfi_offset r5, -32
    .cfi_offset r6, -28
    .cfi_offset r7, -24
    .cfi_offset r8, -20
    .cfi_offset r9, -16
    .cfi_offset r10, -12
    .cfi_offset r11, -8
    .cfi_offset lr, -4
    vpush {s16-s31}
    .cfi_adjust_cfa_offset 64
    mov r3, sp
    str r3, [r2]
    mov r3, r0
    mov r0, r1
    blx r3
    /* The call came back: by the procedure call standard it has preserved the registers. */
    add sp, #64
    .cfi_remember_state
    .cfi_adjust_cfa_offset -64
    ldr r3, [sp]
    vmsr fpscr, r3
    movs r0, #0
    pop {r3-r11, pc}

    /* Interrupts return to here with the stack pointer that was stored, in r0. */
    .global fuse_machine_guard_abandon
    .type fuse_machine_guard_abandon, %function
fuse_machine_guard_abandon:
    .cfi_restore_state
    mov sp, r0
    vpop {s16-s31}
    .cfi_adjust_cfa_offset -64
    ldr r3, [sp]
    vmsr fpscr, r3
    movs r0, #1
    pop {r3-r11, pc}
    .cfi_endproc
    .size fuse_machine_guard_call, . - fuse_machine_guard_call
