/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file startup.c
 * From reset to main(), on any Cortex-M4 or M7.
 */
#include <stdint.h>
#include <string.h>

#include "board.h"
#include "startup.h"

/* Armv7-M Architecture Reference Manual, B3.2. */
#define SCB_VTOR (*(volatile uint32_t *)0xE000ED08U)
#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88U)
/** Full access to coprocessors 10 and 11, the floating-point unit. */
#define CPACR_FPU 0x00F00000U

extern uint8_t board_data_start[];
extern uint8_t board_data_end[];
extern const uint8_t board_data_image[];
extern uint8_t board_bss_start[];
extern uint8_t board_bss_end[];
extern const uint8_t board_build_id_note[];
extern const uint8_t board_build_id_end[];

int main(void);

_Noreturn void board_reset(void)
{
    SCB_CPACR |= CPACR_FPU;
    __asm volatile("dsb\n\tisb" ::: "memory");
    (void)memcpy(board_data_start, board_data_image, (size_t)(board_data_end - board_data_start));
    (void)memset(board_bss_start, 0, (size_t)(board_bss_end - board_bss_start));
    SCB_VTOR = (uint32_t)(uintptr_t)board_vectors;
    board_init();
    (void)main();
    board_halt(0U);
}

/** An ELF note: sizes of name and contents, type, then the name "GNU" with its NUL. */
#define NOTE_HEADER 16

const uint8_t *board_build_id(size_t *length)
{
    const size_t size = (size_t)(board_build_id_end - board_build_id_note);
    *length = (size > (size_t)NOTE_HEADER) ? size - (size_t)NOTE_HEADER : 0U;
    return &board_build_id_note[NOTE_HEADER];
}
