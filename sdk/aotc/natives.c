/* SPDX-License-Identifier: Apache-2.0 */
/** @file natives.c The native functions that a module may import. */
#include "natives.h"

#include <stddef.h>
#include <string.h>

#include "fuse_natives_hash.h"
#include "wasm_export.h"

#define LONGEST_NAME 64U

const uint8_t natives_hash[NATIVES_HASH_SIZE] = FUSE_NATIVES_HASH;

typedef struct {
    const char *name;
    const char *signature;
} native_t;

#define NATIVE(name, signature) {#name, signature},
static const native_t natives[] = {FUSE_NATIVES(NATIVE)};
#define NATIVES_COUNT (sizeof natives / sizeof natives[0])

/** Stands for every native function: nothing runs here. */
static void placeholder(void)
{
}

bool natives_register(void)
{
    /* WAMR sorts and keeps the table. */
    static NativeSymbol symbols[NATIVES_COUNT];

    for (size_t i = 0; i < NATIVES_COUNT; i++) {
        symbols[i].symbol = natives[i].name;
        symbols[i].func_ptr = (void *)(uintptr_t)placeholder;
        symbols[i].signature = natives[i].signature;
        symbols[i].attachment = NULL;
    }
    return wasm_runtime_register_natives(NATIVES_MODULE, symbols, (uint32_t)NATIVES_COUNT);
}

const char *natives_signature(const char *name)
{
    for (size_t i = 0; i < NATIVES_COUNT; i++) {
        if (strcmp(natives[i].name, name) == 0) {
            return natives[i].signature;
        }
    }
    return NULL;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/** Levenshtein distance; `from` is not longer than LONGEST_NAME. */
static size_t distance(const char *from, const char *to)
{
    size_t row[LONGEST_NAME + 1U];
    const size_t from_length = strlen(from);

    for (size_t i = 0; i <= from_length; i++) {
        row[i] = i;
    }
    for (size_t j = 0; to[j] != '\0'; j++) {
        size_t diagonal = row[0];
        row[0] = j + 1U;
        for (size_t i = 0; i < from_length; i++) {
            const size_t substituted = diagonal + (from[i] == to[j] ? 0U : 1U);
            diagonal = row[i + 1U];
            row[i + 1U] = least(substituted, least(row[i], row[i + 1U]) + 1U);
        }
    }
    return row[from_length];
}

const char *natives_nearest(const char *name)
{
    const char *nearest = NULL;
    /* Further away than half of its letters is another word. */
    size_t limit = strlen(name) / 2U;

    if (strlen(name) > LONGEST_NAME) {
        return NULL;
    }
    for (size_t i = 0; i < NATIVES_COUNT; i++) {
        const size_t d = distance(name, natives[i].name);
        if (d <= limit) {
            nearest = natives[i].name;
            limit = d == 0U ? 0U : d - 1U;
        }
    }
    return nearest;
}
