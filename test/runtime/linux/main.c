/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file main.c
 * The runtime's tests as a Linux program.
 *
 *   fuse_runtime_tests [--list] [SUITE | SUITE/TEST]...
 *
 * Without names all tests run. Exit status: 0 if all passed, 1 if one failed or none was selected, 2 for a wrong command line.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuse_platform.h"
#include "harness.h"
#include "host.h"
#include "mappings.h"
#include "suites.h"

#if !defined(FUSE_PLATFORM_DEFAULT_GUARD)
#include "fuse_platform_linux.h"
#endif

/** What two busy cores may add to a quota. */
#define LATE_US 250000U

const uint32_t test_has_large_memory = 1U;

static int selector_count;
static char **selectors;
static bool list_only;

void test_console(const char *text)
{
    if (!list_only) {
        (void)fputs(text, stdout);
    }
}

void test_console_number(uint64_t value)
{
    if (!list_only) {
        (void)printf("%" PRIu64, value);
    }
}

static bool names_test(const char *selector, const char *suite, const char *test)
{
    const size_t length = strlen(suite);
    if (strncmp(selector, suite, length) != 0) {
        return false;
    }
    return selector[length] == '\0' || (selector[length] == '/' && strcmp(selector + length + 1U, test) == 0);
}

bool test_selected(const char *suite, const char *test)
{
    bool chosen = selector_count == 0;
    for (int i = 0; i < selector_count; i++) {
        chosen = chosen || names_test(selectors[i], suite, test);
    }
    if (list_only && chosen) {
        (void)printf("%s/%s\n", suite, test);
    }
    return chosen && !list_only;
}

uint64_t test_held_resources(void)
{
    return mapped_bytes();
}

uint64_t test_stop_latest_us(uint32_t quota_us, uint32_t way)
{
    (void)way;
    return (uint64_t)quota_us + LATE_US;
}

#if defined(FUSE_PLATFORM_DEFAULT_GUARD)
/* A port that gives only the four functions has no ways of stopping to choose from. */
bool test_force_stop(uint32_t way)
{
    return way == TEST_STOP_ANY;
}

uint32_t test_stops(uint32_t way)
{
    (void)way;
    return 0U;
}
#else
bool test_force_stop(uint32_t way)
{
    static const uint32_t ways[] = {
        [TEST_STOP_ANY] = FUSE_PLATFORM_LINUX_STOP_ANY,
        [TEST_STOP_REDIRECT] = FUSE_PLATFORM_LINUX_STOP_REDIRECT,
        [TEST_STOP_FAULT] = FUSE_PLATFORM_LINUX_STOP_FAULT,
    };
    fuse_platform_linux_force_stop(ways[way]);
    return true;
}

uint32_t test_stops(uint32_t way)
{
    fuse_platform_linux_stats_t stats;
    fuse_platform_linux_stats(&stats);
    return (way == TEST_STOP_REDIRECT) ? stats.redirected : stats.faulted;
}
#endif

static bool read_options(int argc, char **argv)
{
    int at = 1;
    if (at < argc && strcmp(argv[at], "--list") == 0) {
        list_only = true;
        at++;
    }
    if (at < argc && argv[at][0] == '-') {
        (void)fprintf(stderr, "fuse_runtime_tests: unknown option %s; use --list\n", argv[at]);
        return false;
    }
    selectors = argv + at;
    selector_count = argc - at;
    return true;
}

int main(int argc, char **argv)
{
    /* A buffer of our own: one that stdio takes later would count as held by a module. */
    static char console[1U << 16];
    (void)setvbuf(stdout, console, _IOLBF, sizeof console);
    if (!read_options(argc, argv)) {
        return 2;
    }
    fuse_platform_init();
    const uint32_t failed = fuse_run_tests();
    return list_only || failed == 0U ? EXIT_SUCCESS : EXIT_FAILURE;
}
