/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file main.c
 * The image `selftest`: the runtime's tests on a board. It begins with the board's name, the build id and the clock, prints a line
 * for each test and ends with `N passed, N failed`. Nothing has to be connected but the console.
 */
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "host.h"
#include "report.h"
#include "suites.h"

void test_console(const char *text)
{
    report_text(text);
}

void test_console_number(uint64_t value)
{
    report_number(value);
}

bool test_selected(const char *suite, const char *test)
{
    (void)suite;
    (void)test;
    return true;
}

bool test_force_stop(uint32_t way)
{
    static const uint32_t ways[] = {
        [TEST_STOP_ANY] = FUSE_PLATFORM_FREERTOS_STOP_ANY,
        [TEST_STOP_REDIRECT] = FUSE_PLATFORM_FREERTOS_STOP_REDIRECT,
        [TEST_STOP_FAULT] = FUSE_PLATFORM_FREERTOS_STOP_FAULT,
    };
    fuse_platform_freertos_force_stop(ways[way]);
    return true;
}

uint32_t test_stops(uint32_t way)
{
    fuse_platform_freertos_stats_t stats;
    fuse_platform_freertos_stats(&stats);
    return (way == TEST_STOP_REDIRECT) ? stats.redirected : stats.faulted;
}

static uint32_t run(void)
{
    report_begin("selftest");
    fuse_platform_init();
    const uint32_t failed = fuse_run_tests();

    fuse_platform_freertos_stats_t stats;
    fuse_platform_freertos_stats(&stats);
    report_text("stopped: ");
    report_number(stats.redirected);
    report_text(" redirected, ");
    report_number(stats.faulted);
    report_text(" by fault, ");
    report_number(stats.returned);
    report_text(" returned, ");
    report_number(stats.refused);
    report_text(" refused; stack never used: ");
    report_number(fuse_freertos_stack_unused());
    report_text(" bytes\n");
    return (failed == 0U) ? 0U : 1U;
}

int main(void)
{
    fuse_freertos_run(run);
}
