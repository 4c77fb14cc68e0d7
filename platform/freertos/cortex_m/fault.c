/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fault.c
 * What a fault leaves on the console: its kind and cause, the registers, the task, the build, the stack. docs/architecture.md has the
 * format; `npm run board -- decode` turns its addresses into lines of source.
 */
#include "../internal.h"

#include "board.h"
#include "mpu.h"
#include "registers.h"

#include <stddef.h>

#define STACK_WORDS 64U
#define WORDS_PER_LINE 8U
#define FIRST_INTERRUPT 16U

/** All that an image has in RAM, from the guard of its main stack on. */
extern const uint8_t board_main_stack_guard[];
extern const uint8_t board_ram_used_end[];

/** r4 to r11, by fault_entry.S. */
extern uint32_t fuse_cortex_m_saved[8];
uint32_t fuse_cortex_m_saved[8];

_Noreturn void fuse_cortex_m_report(const cortex_m_frame_t *frame, uint32_t exc_return);

typedef struct {
    uint32_t bit;
    const char *words;
} cause_t;

/* DDI 0403E, B3.2.15 and B3.2.16. */
static const cause_t configurable_causes[] = {
    {0U, "instruction fetched where execution is not allowed"},
    {1U, "data access not allowed"},
    {3U, "memory fault on returning from an exception"},
    {4U, "memory fault on entering an exception"},
    {5U, "memory fault on saving floating-point registers"},
    {8U, "bus error on fetching an instruction"},
    {9U, "bus error on a data access"},
    {10U, "bus error on an earlier data access"},
    {11U, "bus error on returning from an exception"},
    {12U, "bus error on entering an exception"},
    {13U, "bus error on saving floating-point registers"},
    {16U, "undefined instruction"},
    {17U, "not in Thumb state"},
    {18U, "invalid return from an exception"},
    {19U, "no such coprocessor"},
    {24U, "unaligned access"},
    {25U, "division by zero"},
};
static const cause_t hard_causes[] = {
    {1U, "vector not readable"},
    {31U, "debug event"},
};

static bool readable(uintptr_t address, size_t size)
{
    const uintptr_t start = (uintptr_t)board_main_stack_guard;
    const uintptr_t end = (uintptr_t)board_ram_used_end;
    return ((address & 3U) == 0U) && (address >= start) && (address <= end) && (size <= (end - address));
}

static void put_word(uint32_t word)
{
    const uint8_t bytes[] = {(uint8_t)(word >> 24U), (uint8_t)(word >> 16U), (uint8_t)(word >> 8U), (uint8_t)word};
    board_console_hex(bytes, sizeof bytes);
}

/** Separates what is put after it from what was put before. */
static void put_cause(const char *words, bool *any)
{
    board_console_text(*any ? ", " : " ");
    board_console_text(words);
    *any = true;
}

static void put_causes(const cause_t *causes, size_t count, uint32_t status, bool *any)
{
    for (size_t i = 0U; i < count; i++) {
        if (((status >> causes[i].bit) & 1U) != 0U) {
            put_cause(causes[i].words, any);
        }
    }
}

static const char *kind_of(uint32_t exception)
{
    static const char *const kinds[] = {"nmi", "hard", "memory", "bus", "usage"};
    const uint32_t first = 2U;
    const uint32_t index = exception - first;
    return (index < (sizeof kinds / sizeof kinds[0])) ? kinds[index] : "interrupt";
}

/** Which stack has overflowed for something to be at `address`; NULL: none. */
static const char *overflow_at(uintptr_t address)
{
    if (fuse_cortex_m_below_task_stack(address)) {
        return "stack overflow of the runtime's task";
    }
    return fuse_cortex_m_below_main_stack(address) ? "overflow of the main stack" : NULL;
}

/** The same, by where the exception put its frame and by the addresses that accesses failed at. */
static const char *overflown_stack(uint32_t cfsr, uintptr_t frame)
{
    const char *found = overflow_at(frame);
    if ((found == NULL) && ((cfsr & CFSR_MMARVALID) != 0U)) {
        found = overflow_at(SCB_MMFAR);
    }
    if ((found == NULL) && ((cfsr & CFSR_BFARVALID) != 0U)) {
        found = overflow_at(SCB_BFAR);
    }
    return found;
}

static void put_first_line(uint32_t exception, bool frame_readable, uintptr_t frame)
{
    const uint32_t cfsr = SCB_CFSR;
    bool any = false;
    board_console_text("FAULT ");
    board_console_text(kind_of(exception));
    board_console_text(":");
    put_causes(configurable_causes, sizeof configurable_causes / sizeof configurable_causes[0], cfsr, &any);
    put_causes(hard_causes, sizeof hard_causes / sizeof hard_causes[0], SCB_HFSR, &any);
    const char *const overflow = overflown_stack(cfsr, frame);
    if (overflow != NULL) {
        put_cause(overflow, &any);
    }
    if (!frame_readable) {
        put_cause("stack pointer outside RAM", &any);
    }
    if (exception >= FIRST_INTERRUPT) {
        put_cause("nobody handles interrupt ", &any);
        board_console_number(exception - FIRST_INTERRUPT);
    }
    if (!any) {
        put_cause("no cause given", &any);
    }
    board_console_text("\n");
}

/** Of the values that put_registers() gets, in this order. */
static const char *const register_names[] = {
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "sp", "lr", "pc", "psr", "exc_return", "cfsr",
    "hfsr", "mmfar", "bfar",
};
#define REGISTERS (sizeof register_names / sizeof register_names[0])

static void put_registers(const uint32_t values[REGISTERS])
{
    for (uint32_t i = 0U; i < REGISTERS; i++) {
        board_console_text(register_names[i]);
        board_console_text("=");
        put_word(values[i]);
        board_console_text((((i % 4U) == 3U) || (i == (REGISTERS - 1U))) ? "\n" : " ");
    }
}

/** The name as far as it is one: whatever broke may have broken the task's control block, too. */
static void put_task(uint32_t exc_return)
{
    const bool started = xTaskGetSchedulerState() != taskSCHEDULER_NOT_STARTED;
    board_console_text("task=");
    if (!started || ((exc_return & EXC_RETURN_PSP) == 0U) || !readable((uintptr_t)xTaskGetCurrentTaskHandle(), sizeof(StaticTask_t))) {
        board_console_text("none\n");
        return;
    }
    const char *const name = pcTaskGetName(NULL);
    size_t length = 0U;
    while ((length < configMAX_TASK_NAME_LEN) && (name[length] > ' ') && (name[length] <= '~')) {
        length++;
    }
    board_console_write(name, length);
    board_console_text("\n");
}

static void put_stack(uintptr_t stack_pointer)
{
    uintptr_t at = stack_pointer;
    for (uint32_t i = 0U; (i < STACK_WORDS) && readable(at, sizeof(uint32_t)); i++) {
        if ((i % WORDS_PER_LINE) == 0U) {
            board_console_text((i == 0U) ? "stack " : "\nstack ");
            put_word(at);
            board_console_text(":");
        }
        board_console_text(" ");
        put_word(*(const uint32_t *)at);
        at += sizeof(uint32_t);
    }
    if (at != stack_pointer) {
        board_console_text("\n");
    }
}

void fuse_cortex_m_report(const cortex_m_frame_t *frame, uint32_t exc_return)
{
    static bool reporting;
    if (reporting) {
        /* The report itself faulted. */
        board_halt(1U);
    }
    reporting = true;
    /* The stack may have ended in its guard. */
    fuse_cortex_m_mpu_off();

    static const cortex_m_frame_t nothing;
    const bool frame_readable = readable((uintptr_t)frame, sizeof *frame);
    const bool is_pushed = frame_readable && ((SCB_CFSR & CFSR_STACKING_ERRORS) == 0U);
    const cortex_m_frame_t *const pushed = is_pushed ? frame : &nothing;
    uintptr_t stack_pointer = (uintptr_t)frame;
    if (frame_readable) {
        stack_pointer += ((exc_return & EXC_RETURN_BASIC_FRAME) != 0U) ? BASIC_FRAME_BYTES : FLOAT_FRAME_BYTES;
        stack_pointer += ((pushed->psr & XPSR_ALIGNED) != 0U) ? 4U : 0U;
    }
    put_first_line(cortex_m_ipsr(), frame_readable, (uintptr_t)frame);
    const uint32_t *const saved = fuse_cortex_m_saved;
    const uint32_t values[REGISTERS] = {
        pushed->r0, pushed->r1, pushed->r2, pushed->r3, saved[0], saved[1], saved[2], saved[3], saved[4], saved[5], saved[6], saved[7],
        pushed->r12, stack_pointer, pushed->lr, pushed->pc, pushed->psr, exc_return, SCB_CFSR, SCB_HFSR, SCB_MMFAR, SCB_BFAR,
    };
    put_registers(values);
    put_task(exc_return);
    board_console_text("build=");
    board_console_build_id();
    board_console_text("\n");
    put_stack(stack_pointer);
    fuse_freertos_end(1U);
}
