/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The guarded call: enters a module's code so that a signal handler can return from it.
 *
 * uint32_t fuse_host_guard_call(void *code, void *argument, volatile uintptr_t *stack_pointer)
 *
 * The object carries no CET property note, so the loader leaves shadow stacks off: abandoning a call would not unwind them.
 */
    .text
    .p2align 4
    .globl fuse_host_guard_call
    .hidden fuse_host_guard_call
    .type fuse_host_guard_call, @function
fuse_host_guard_call:
    .cfi_startproc
    endbr64
    pushq %rbp
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset %rbp, 0
    pushq %rbx
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset %rbx, 0
    pushq %r12
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset %r12, 0
    pushq %r13
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset %r13, 0
    pushq %r14
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset %r14, 0
    pushq %r15
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset %r15, 0
    subq $8, %rsp
    .cfi_adjust_cfa_offset 8
    stmxcsr (%rsp)
    fnstcw 4(%rsp)
    movq %rsp, (%rdx)
    movq %rdi, %rax
    movq %rsi, %rdi
    callq *%rax
    /* The call came back: by the ABI it has preserved the registers, so they need not be loaded. */
    addq $56, %rsp
    .cfi_remember_state
    .cfi_adjust_cfa_offset -56
    .cfi_restore %rbp
    .cfi_restore %rbx
    .cfi_restore %r12
    .cfi_restore %r13
    .cfi_restore %r14
    .cfi_restore %r15
    xorl %eax, %eax
    retq

    .globl fuse_host_guard_abandon
    .hidden fuse_host_guard_abandon
    .type fuse_host_guard_abandon, @function
fuse_host_guard_abandon:
    .cfi_restore_state
    endbr64
    /* The module may have been interrupted with values on the x87 stack: empty it, then restore the control words. */
    fninit
    fldcw 4(%rsp)
    ldmxcsr (%rsp)
    addq $8, %rsp
    .cfi_adjust_cfa_offset -8
    popq %r15
    .cfi_adjust_cfa_offset -8
    .cfi_restore %r15
    popq %r14
    .cfi_adjust_cfa_offset -8
    .cfi_restore %r14
    popq %r13
    .cfi_adjust_cfa_offset -8
    .cfi_restore %r13
    popq %r12
    .cfi_adjust_cfa_offset -8
    .cfi_restore %r12
    popq %rbx
    .cfi_adjust_cfa_offset -8
    .cfi_restore %rbx
    popq %rbp
    .cfi_adjust_cfa_offset -8
    .cfi_restore %rbp
    movl $1, %eax
    retq
    .cfi_endproc
    .size fuse_host_guard_abandon, . - fuse_host_guard_abandon
    .size fuse_host_guard_call, . - fuse_host_guard_call

    .section .note.GNU-stack, "", @progbits
