/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file main.c
 * The runtime's tests as a Linux program.
 *
 *   fuse_runtime_tests [--list] [--stop redirect|fault] [SUITE | SUITE/TEST]...
 *
 * Without names all tests run. --stop allows one of the platform's two ways of stopping a module, and fails unless it was used.
 * Exit status: 0 if all passed, 1 if one failed or none was selected, 2 for a wrong command line.
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

#if defined(FUSE_PLATFORM_DEFAULT_GUARD)
/* A port that gives only the four functions has no ways of stopping to choose from. */
#define STOP_ANY 0U
#define STOP_REDIRECT 0U
#define STOP_FAULT 0U
#else
#include "fuse_platform_linux.h"
#define STOP_ANY FUSE_PLATFORM_LINUX_STOP_ANY
#define STOP_REDIRECT FUSE_PLATFORM_LINUX_STOP_REDIRECT
#define STOP_FAULT FUSE_PLATFORM_LINUX_STOP_FAULT
#endif

const uint32_t test_has_large_memory = 1U;

static int selector_count;
static char **selectors;
static bool list_only;
static uint32_t stop_way = STOP_ANY;

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

static bool read_options(int argc, char **argv)
{
    int at = 1;
    while (at < argc && argv[at][0] == '-') {
        if (strcmp(argv[at], "--list") == 0) {
            list_only = true;
        } else if (strcmp(argv[at], "--stop") == 0 && at + 1 < argc) {
            at++;
            if (strcmp(argv[at], "redirect") == 0) {
                stop_way = STOP_REDIRECT;
            } else if (strcmp(argv[at], "fault") == 0) {
                stop_way = STOP_FAULT;
            } else {
                (void)fprintf(stderr, "fuse_runtime_tests: --stop takes redirect or fault, not %s\n", argv[at]);
                return false;
            }
        } else {
            (void)fprintf(stderr, "fuse_runtime_tests: unknown option %s; use --list or --stop redirect|fault\n", argv[at]);
            return false;
        }
        at++;
    }
    selectors = argv + at;
    selector_count = argc - at;
    return true;
}

#if defined(FUSE_PLATFORM_DEFAULT_GUARD)
static void force_stop(void)
{
}

static bool stopped_as_wanted(void)
{
    return stop_way == STOP_ANY;
}
#else
static void force_stop(void)
{
    fuse_platform_linux_force_stop(stop_way);
}

/** Whether modules were stopped in the one way that was allowed. */
static bool stopped_as_wanted(void)
{
    fuse_platform_linux_stats_t stats;
    fuse_platform_linux_stats(&stats);
    (void)printf("stopped: %" PRIu32 " redirected, %" PRIu32 " by fault, %" PRIu32 " returned, %" PRIu32 " refused\n",
                 stats.redirected, stats.faulted, stats.returned, stats.refused);
    if (stop_way == STOP_REDIRECT) {
        return stats.redirected > 0U && stats.faulted == 0U;
    }
    if (stop_way == STOP_FAULT) {
        return stats.faulted > 0U && stats.redirected == 0U;
    }
    return true;
}
#endif

int main(int argc, char **argv)
{
    /* A buffer of our own: one that stdio takes later would count as held by a module. */
    static char console[1U << 16];
    (void)setvbuf(stdout, console, _IOLBF, sizeof console);
    if (!read_options(argc, argv)) {
        return 2;
    }
    fuse_platform_init();
    force_stop();
    const uint32_t failed = fuse_run_tests();
    if (list_only) {
        return EXIT_SUCCESS;
    }
    const bool as_wanted = stopped_as_wanted();
    if (!as_wanted) {
        (void)printf("modules were not stopped in the way that was forced\n");
    }
    return failed == 0U && as_wanted ? EXIT_SUCCESS : EXIT_FAILURE;
}
