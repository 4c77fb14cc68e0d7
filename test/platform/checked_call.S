/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uint32_t checked_guard_enter(void *code, void *argument, const fuse_platform_text_t *text, uint64_t *broken)
 *
 * Gives callee-saved registers and floating-point control words values that nobody else uses, calls fuse_platform_guard_enter(),
 * and adds to *broken: 1 rbx, 2 rbp, 4 r12, 8 r13, 16 r14, 32 r15, 64 rsp, 128 MXCSR, 256 x87 control, 512 x87 stack not empty,
 * 1024 direction flag set.
 */
    .text
    .globl checked_guard_enter
    .type checked_guard_enter, @function
checked_guard_enter:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    /* 0: broken, 8: rsp, 16: MXCSR and x87 control of the caller, 24: during, 32: x87 environment (28 bytes) */
    subq $72, %rsp
    movq %rcx, (%rsp)
    stmxcsr 16(%rsp)
    fnstcw 20(%rsp)
    movl $0x5f80, 24(%rsp)
    movl $0x0b7f, 28(%rsp)
    ldmxcsr 24(%rsp)
    fldcw 28(%rsp)
    movq %rsp, 8(%rsp)
    movabsq $0x1111222233334444, %rbx
    leaq 1(%rbx), %rbp
    leaq 2(%rbx), %r12
    leaq 3(%rbx), %r13
    leaq 4(%rbx), %r14
    leaq 5(%rbx), %r15
    callq fuse_platform_guard_enter@PLT

    xorl %edx, %edx
    pushfq
    popq %rcx
    testl $0x400, %ecx
    jz 1f
    orl $1024, %edx
    cld
1:  cmpq %rsp, 8(%rsp)
    je 1f
    orl $64, %edx
1:  movabsq $0x1111222233334444, %rcx
    cmpq %rcx, %rbx
    je 1f
    orl $1, %edx
1:  incq %rcx
    cmpq %rcx, %rbp
    je 1f
    orl $2, %edx
1:  incq %rcx
    cmpq %rcx, %r12
    je 1f
    orl $4, %edx
1:  incq %rcx
    cmpq %rcx, %r13
    je 1f
    orl $8, %edx
1:  incq %rcx
    cmpq %rcx, %r14
    je 1f
    orl $16, %edx
1:  incq %rcx
    cmpq %rcx, %r15
    je 1f
    orl $32, %edx
1:  stmxcsr 24(%rsp)
    movl 24(%rsp), %ecx
    andl $0xffc0, %ecx
    cmpl $0x5f80, %ecx
    je 1f
    orl $128, %edx
1:  fnstcw 28(%rsp)
    cmpw $0x0b7f, 28(%rsp)
    je 1f
    orl $256, %edx
1:  fnstenv 32(%rsp)
    cmpw $0xffff, 40(%rsp)
    je 1f
    orl $512, %edx
1:  movq (%rsp), %rcx
    orq %rdx, (%rcx)
    fninit
    ldmxcsr 16(%rsp)
    fldcw 20(%rsp)
    addq $72, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    retq
    .size checked_guard_enter, . - checked_guard_enter

    .globl trap_flag_set
    .type trap_flag_set, @function
trap_flag_set:
    pushfq
    orq $0x100, (%rsp)
    popfq
    retq
    .size trap_flag_set, . - trap_flag_set

    .globl trap_flag_clear
    .type trap_flag_clear, @function
trap_flag_clear:
    pushfq
    andq $~0x100, (%rsp)
    popfq
    retq
    .size trap_flag_clear, . - trap_flag_clear

    .section .note.GNU-stack, "", @progbits
