/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file main.c
 * The runtime's tests as a Linux program.
 *
 *   fuse_runtime_tests [--list] [SUITE | SUITE/TEST]...
 *
 * Without names all tests run. Exit status: 0 if all passed, 1 if one failed or none was selected.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuse_platform.h"
#include "harness.h"
#include "host.h"
#include "mappings.h"
#include "suites.h"

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

int main(int argc, char **argv)
{
    static char console[1U << 16];
    (void)setvbuf(stdout, console, _IOLBF, sizeof console);
    selectors = argv + 1;
    selector_count = argc - 1;
    if (selector_count > 0 && strcmp(selectors[0], "--list") == 0) {
        list_only = true;
        selectors++;
        selector_count--;
    }
    fuse_platform_init();
    const uint32_t failures = fuse_run_tests();
    return list_only || failures == 0U ? EXIT_SUCCESS : EXIT_FAILURE;
}
