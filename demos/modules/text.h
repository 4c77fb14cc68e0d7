/* SPDX-License-Identifier: Apache-2.0 */
/** Log messages put together without a C library: a module has none. What does not fit is left out. */
#ifndef DEMO_TEXT_H
#define DEMO_TEXT_H

#include <stdint.h>

#include "fuse_module.h"

#define LEVEL_DEBUG 0U
#define LEVEL_INFO 1U
#define LEVEL_FATAL 2U

/** The runtime cuts a message at 127 bytes. */
#define TEXT_CAPACITY 127U

typedef struct {
    uint32_t length;
    char bytes[TEXT_CAPACITY];
} text_t;

static inline void text_add(text_t *text, const char *words)
{
    for (uint32_t i = 0U; words[i] != '\0' && text->length < TEXT_CAPACITY; i++) {
        text->bytes[text->length] = words[i];
        text->length++;
    }
}

static inline void text_start(text_t *text, const char *words)
{
    text->length = 0U;
    text_add(text, words);
}

static inline void text_add_u32(text_t *text, uint32_t number)
{
    char digits[11];
    uint32_t first = 10U;
    digits[first] = '\0';
    do {
        first--;
        digits[first] = (char)('0' + (number % 10U));
        number /= 10U;
    } while (number != 0U);
    text_add(text, &digits[first]);
}

/** A number of hundredths as `12.34`. */
static inline void text_add_hundredths(text_t *text, uint32_t hundredths)
{
    const char fraction[] = {(char)('0' + ((hundredths / 10U) % 10U)), (char)('0' + (hundredths % 10U)), '\0'};
    text_add_u32(text, hundredths / 100U);
    text_add(text, ".");
    text_add(text, fraction);
}

static inline void text_log(const text_t *text, uint32_t level)
{
    module_log_event(text->bytes, text->length, level);
}

/** Logs a message that is complete as it stands. */
static inline void log_words(const char *words, uint32_t level)
{
    text_t text;
    text_start(&text, words);
    text_log(&text, level);
}

#endif
