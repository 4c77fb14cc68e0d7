/* SPDX-License-Identifier: Apache-2.0 */
/* Machine code of test modules. It is data here: tests copy it, or enter it where it is. Each function is `void f(void *argument)`. */
    .syntax unified
    .thumb

    .macro function name
    .global \name
    .type \name, %function
    .thumb_func
\name:
    .endm

    .section .text.module_text, "ax", %progbits
    .global text_begin, text_end
    .p2align 5
text_begin:

    function text_count
    ldrd r2, r3, [r0]
    adds r2, #1
    adc r3, r3, #0
    strd r2, r3, [r0]
    bx lr

    /* With a block of conditional instructions, and one of several loads, which interrupts split. */
    function text_spin
    movs r1, #0
    adr r12, text_begin
1:  adds r1, #1
    lsls r2, r1, #30
    ittee eq
    addeq r3, r1, #1
    addeq r3, #2
    addne r3, r1, #3
    addne r3, #4
    ldmia r12, {r0, r2, r3}
    it cs
    addcs r2, #1
    b 1b

    function text_float
    vmov.f32 s0, #3.0
    vmov.f32 s1, s0
1:  vmul.f32 s0, s0, s1
    vsqrt.f32 s0, s0
    vdiv.f32 s0, s0, s1
    vcmp.f32 s0, s1
    vmrs APSR_nzcv, fpscr
    it gt
    vmovgt.f32 s0, s1
    b 1b

    /* All registers overwritten, rounding to minus infinity, flush to zero. */
    function text_wreck
    mvn r4, #0
    mov r5, r4
    mov r6, r4
    mov r7, r4
    mov r8, r4
    mov r9, r4
    mov r10, r4
    mov r11, r4
    mov r12, r4
    mov lr, r4
    movw r0, #0
    movt r0, #0x0180
    vmsr fpscr, r0
    vmov s16, s17, r4, r5
    vmov s18, s19, r4, r5
    vmov s20, s21, r4, r5
    vmov s22, s23, r4, r5
    vmov s24, s25, r4, r5
    vmov s26, s27, r4, r5
    vmov s28, s29, r4, r5
    vmov s30, s31, r4, r5
1:  adds r4, #1
    it ne
    vmovne s16, r4
    b 1b

    function text_fill
    movs r1, #0
1:  mov r2, r0
    add r3, r0, #4096
2:  stmia r2!, {r1, r12}
    cmp r2, r3
    blo 2b
    adds r1, #1
    b 1b

    function text_call_once
    push {r4, lr}
    ldrd r1, r2, [r0]
    mov r0, r2
    blx r1
    pop {r4, pc}

    function text_call_loop
    push {r4, lr}
    mov r4, r0
1:  ldrd r1, r0, [r4]
    blx r1
    b 1b

    /* To the last word that a module may use. */
    function text_descend
1:  sub sp, #16
    str r0, [sp]
    subs r1, sp, r0
    cmp r1, #16
    bhs 1b
2:  adds r1, #1
    b 2b

    .p2align 5
text_end:
