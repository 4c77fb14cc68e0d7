/* SPDX-License-Identifier: Apache-2.0 */
/** @file report.c The console of the test images, without printf. */
#include "report.h"

#include <stddef.h>
#include <string.h>

#include "FreeRTOS.h"
#include "board.h"

/** Of the largest 64-bit number. */
#define DIGITS 20U

static uint32_t passed_count;
static uint32_t failed_count;

void report_text(const char *text)
{
    board_console_write(text, strlen(text));
}

void report_column(uint64_t value, uint32_t width)
{
    char digits[DIGITS];
    uint32_t first = DIGITS;
    do {
        first--;
        digits[first] = (char)('0' + (char)(value % 10U));
        value /= 10U;
    } while (value != 0U);
    for (uint32_t i = DIGITS - first; i < width; i++) {
        report_text(" ");
    }
    board_console_write(&digits[first], DIGITS - first);
}

void report_number(uint64_t value)
{
    report_column(value, 0U);
}

static void report_build_id(void)
{
    size_t length = 0U;
    const uint8_t *const id = board_build_id(&length);
    for (size_t i = 0U; i < length; i++) {
        const char digits[] = {"0123456789abcdef"[id[i] >> 4U], "0123456789abcdef"[id[i] & 0xFU]};
        board_console_write(digits, sizeof digits);
    }
}

void report_begin(const char *what)
{
    report_text("FUSE ");
    report_text(what);
    report_text(" on ");
    report_text(board_name);
    report_text(", build ");
    report_build_id();
    report_text(", ");
#if defined(configCPU_CLOCK_HZ)
    report_number(configCPU_CLOCK_HZ);
    report_text(" Hz, ");
#endif
    report_number(configTICK_RATE_HZ);
    report_text(" ticks a second\n");
}

void report_check(const char *name, bool passed)
{
    if (passed) {
        passed_count++;
    } else {
        failed_count++;
    }
    report_text(passed ? "ok   " : "FAIL ");
    report_text(name);
    report_text("\n");
}

uint32_t report_end(void)
{
    report_number(passed_count);
    report_text(" passed, ");
    report_number(failed_count);
    report_text(" failed\n");
    return ((failed_count == 0U) && (passed_count > 0U)) ? 0U : 1U;
}
