/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file main.c
 * The image `selftest`: the runtime's tests on a board. It begins with the board's name, the build id and the clock, prints a line
 * for each test and ends with `N passed, N failed`. Nothing has to be connected but the console.
 */
#include <string.h>

#include "FreeRTOS.h"
#include "board.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "host.h"
#include "suites.h"

#define TICK_US (1000000U / configTICK_RATE_HZ)
/** From the arming of the quota to its beginning, and from the end of the module to the quota's cancelling. */
#define AROUND_US 20U

void test_console(const char *text)
{
    board_console_write(text, strlen(text));
}

void test_console_number(uint64_t value)
{
    char digits[21];
    size_t first = sizeof digits - 1U;
    digits[first] = '\0';
    do {
        first--;
        digits[first] = (char)('0' + (char)(value % 10U));
        value /= 10U;
    } while (value != 0U);
    test_console(&digits[first]);
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

uint64_t test_stop_latest_us(uint32_t quota_us)
{
    const uint64_t ticks = ((uint64_t)quota_us + TICK_US - 1U) / TICK_US + 1U;
    return ticks * TICK_US + AROUND_US;
}

static void print_build_id(void)
{
    size_t length = 0U;
    const uint8_t *const id = board_build_id(&length);
    for (size_t i = 0U; i < length; i++) {
        const char digits[] = {"0123456789abcdef"[id[i] >> 4U], "0123456789abcdef"[id[i] & 0xFU]};
        board_console_write(digits, sizeof digits);
    }
}

static uint32_t run(void)
{
    test_console("FUSE selftest on ");
    test_console(board_name);
    test_console(", build ");
    print_build_id();
    test_console(", ");
#if defined(configCPU_CLOCK_HZ)
    test_console_number(configCPU_CLOCK_HZ);
    test_console(" Hz, ");
#endif
    test_console_number(configTICK_RATE_HZ);
    test_console(" ticks a second\n");

    fuse_platform_init();
    const uint32_t failed = fuse_run_tests();

    fuse_platform_freertos_stats_t stats;
    fuse_platform_freertos_stats(&stats);
    test_console("stopped: ");
    test_console_number(stats.redirected);
    test_console(" redirected, ");
    test_console_number(stats.faulted);
    test_console(" by fault, ");
    test_console_number(stats.returned);
    test_console(" returned, ");
    test_console_number(stats.refused);
    test_console(" refused; stack never used: ");
    test_console_number(fuse_freertos_stack_unused());
    test_console(" bytes\n");
    return (failed == 0U) ? 0U : 1U;
}

int main(void)
{
    fuse_freertos_run(run);
}
