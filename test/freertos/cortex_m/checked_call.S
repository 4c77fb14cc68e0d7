/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uint32_t checked_guard_enter(void *code, void *argument, const fuse_platform_text_t *text, uint64_t *broken)
 *
 * Gives callee-saved registers and the floating-point control word values that nobody else uses, calls fuse_platform_guard_enter(),
 * and adds to *broken: 1 to 128 r4 to r11, 256 sp, 512 control bits of FPSCR, 1024 s16 to s31, 2048 interrupts masked.
 */
    .syntax unified
    .thumb

    /* Rounding to plus infinity, default NaN. */
    .equ FPSCR_DURING, 0x02400000
    /* DN, FZ, RMode. */
    .equ FPSCR_CONTROL, 0x03C00000

    .macro check_register register, value, bit
    ldr r2, =\value
    cmp \register, r2
    it ne
    orrne r1, #\bit
    .endm

    .section .text.checked_guard_enter, "ax", %progbits
    .global checked_guard_enter
    .type checked_guard_enter, %function
checked_guard_enter:
    push {r3-r11, lr}
    vpush {s16-s31}
    /* 0: FPSCR of the caller, 4: sp */
    sub sp, #8
    vmrs r12, fpscr
    str r12, [sp]
    ldr r12, =FPSCR_DURING
    vmsr fpscr, r12
    mov r12, sp
    str r12, [sp, #4]
    ldr r4, =0x44444444
    ldr r5, =0x55555555
    ldr r6, =0x66666666
    ldr r7, =0x77777777
    ldr r8, =0x88888888
    ldr r9, =0x99999999
    ldr r10, =0xAAAAAAAA
    ldr r11, =0xBBBBBBBB
    vmov s16, s17, r4, r5
    vmov s18, s19, r5, r6
    vmov s20, s21, r6, r7
    vmov s22, s23, r7, r8
    vmov s24, s25, r8, r9
    vmov s26, s27, r9, r10
    vmov s28, s29, r10, r11
    vmov s30, s31, r11, r4
    bl fuse_platform_guard_enter

    movs r1, #0
    check_register r4, 0x44444444, 1
    check_register r5, 0x55555555, 2
    check_register r6, 0x66666666, 4
    check_register r7, 0x77777777, 8
    check_register r8, 0x88888888, 16
    check_register r9, 0x99999999, 32
    check_register r10, 0xAAAAAAAA, 64
    check_register r11, 0xBBBBBBBB, 128
    ldr r2, [sp, #4]
    cmp sp, r2
    it ne
    orrne r1, #256
    vmrs r2, fpscr
    ldr r3, =FPSCR_CONTROL
    ands r2, r3
    ldr r3, =FPSCR_DURING
    cmp r2, r3
    it ne
    orrne r1, #512
    ldr r4, =0x44444444
    ldr r5, =0x55555555
    ldr r6, =0x66666666
    ldr r7, =0x77777777
    ldr r8, =0x88888888
    ldr r9, =0x99999999
    ldr r10, =0xAAAAAAAA
    ldr r11, =0xBBBBBBBB
    .macro check_pair first, second, low, high
    vmov r2, r3, \first, \second
    cmp r2, \low
    it eq
    cmpeq r3, \high
    it ne
    orrne r1, #1024
    .endm
    check_pair s16, s17, r4, r5
    check_pair s18, s19, r5, r6
    check_pair s20, s21, r6, r7
    check_pair s22, s23, r7, r8
    check_pair s24, s25, r8, r9
    check_pair s26, s27, r9, r10
    check_pair s28, s29, r10, r11
    check_pair s30, s31, r11, r4
    mrs r2, primask
    mrs r3, basepri
    orrs r2, r3
    it ne
    orrne r1, #2048

    ldr r12, [sp]
    vmsr fpscr, r12
    add sp, #8
    vpop {s16-s31}
    /* Where `broken` was pushed. */
    ldr r3, [sp]
    ldr r2, [r3]
    orrs r2, r1
    str r2, [r3]
    pop {r3-r11, pc}
    .ltorg
    .size checked_guard_enter, . - checked_guard_enter
