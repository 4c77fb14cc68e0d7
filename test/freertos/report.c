/* SPDX-License-Identifier: Apache-2.0 */
/** @file report.c The console of the test images, without printf. */
#include "report.h"

#include "FreeRTOS.h"
#include "board.h"

static uint32_t passed_count;
static uint32_t failed_count;

void report_text(const char *text)
{
    board_console_text(text);
}

void report_column(uint32_t value, uint32_t width)
{
    uint32_t digits = 1U;
    for (uint32_t rest = value / 10U; rest != 0U; rest /= 10U) {
        digits++;
    }
    for (uint32_t i = digits; i < width; i++) {
        report_text(" ");
    }
    report_number(value);
}

void report_number(uint64_t value)
{
    if (value <= UINT32_MAX) {
        board_console_number((uint32_t)value);
        return;
    }
    uint8_t bytes[sizeof value];
    for (uint32_t i = 0U; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(value >> (8U * (sizeof bytes - 1U - i)));
    }
    report_text("0x");
    board_console_hex(bytes, sizeof bytes);
}

void report_begin(const char *what)
{
    report_text("FUSE ");
    report_text(what);
    report_text(" on ");
    report_text(board_name);
    report_text(", build ");
    board_console_build_id();
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
