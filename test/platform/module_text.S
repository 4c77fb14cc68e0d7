/* SPDX-License-Identifier: Apache-2.0 */
/* Machine code of test modules. It is data here: tests copy it to pages of their own. Each function is `void f(void *argument)`. */
    .section .rodata
    .globl text_begin, text_end, text_count, text_spin, text_float, text_wreck, text_fill, text_call_once, text_call_loop
    .globl text_descend

    .p2align 4
text_begin:

text_count:
    incq (%rdi)
    retq

text_spin:
    xorl %eax, %eax
1:  incq %rax
    jmp 1b

text_float:
    cvtsi2sdl text_three(%rip), %xmm0
    movapd %xmm0, %xmm1
1:  mulsd %xmm1, %xmm0
    sqrtsd %xmm0, %xmm0
    divsd %xmm1, %xmm0
    jmp 1b
    .p2align 2
text_three:
    .long 3

    /* All registers overwritten, values on the x87 stack, other rounding, the direction flag set. */
text_wreck:
    fld1
    fldpi
    fldcw text_x87(%rip)
    ldmxcsr text_mxcsr(%rip)
    std
    movq $-1, %rbx
    movq %rbx, %rbp
    movq %rbx, %r12
    movq %rbx, %r13
    movq %rbx, %r14
    movq %rbx, %r15
    pcmpeqd %xmm0, %xmm0
1:  incq %rbx
    jmp 1b
    .p2align 2
text_mxcsr:
    .long 0x3f80
text_x87:
    .word 0x027f

text_fill:
    movq %rdi, %rdx
    xorl %eax, %eax
1:  movq %rdx, %rdi
    movl $4096, %ecx
    rep stosb
    incl %eax
    jmp 1b

text_call_once:
    subq $8, %rsp
    movq (%rdi), %rax
    movq 8(%rdi), %rdi
    callq *%rax
    addq $8, %rsp
    retq

text_call_loop:
    pushq %rbx
    movq %rdi, %rbx
1:  movq 8(%rbx), %rdi
    callq *(%rbx)
    jmp 1b

    /* Leaves less than a signal frame below the stack pointer. */
text_descend:
1:  subq $512, %rsp
    movq %rdi, (%rsp)
    leaq 1024(%rdi), %rax
    cmpq %rax, %rsp
    ja 1b
2:  incq %rax
    jmp 2b

text_end:

    .section .note.GNU-stack, "", @progbits
