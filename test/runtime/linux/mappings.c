/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file mappings.c
 * Reads /proc/self/maps without allocating, which would change what it measures.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "mappings.h"

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

#if defined(ADDRESS_SANITIZER)

uint64_t mapped_bytes(void)
{
    return 0U;
}

#else

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char maps[1U << 18];

static void read_maps(void)
{
    size_t length = 0U;
    const int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        abort();
    }
    for (;;) {
        const ssize_t got = read(file, maps + length, sizeof maps - 1U - length);
        if (got <= 0) {
            break;
        }
        length += (size_t)got;
    }
    maps[length] = '\0';
    (void)close(file);
}

static bool is_stack(const char *line, const char *end)
{
    return memmem(line, (size_t)(end - line), "[stack]", 7U) != NULL;
}

uint64_t mapped_bytes(void)
{
    uint64_t bytes = 0U;
    const char *line = maps;
    read_maps();
    for (const char *end = strchr(line, '\n'); end != NULL; end = strchr(line, '\n')) {
        char *rest = NULL;
        const uint64_t from = strtoull(line, &rest, 16);
        const uint64_t to = strtoull(rest + 1, NULL, 16);
        if (!is_stack(line, end)) {
            bytes += to - from;
        }
        line = end + 1;
    }
    return bytes;
}

#endif
