/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file print.c
 * The part of snprintf() that WAMR's messages need, in place of libc's, which is many times as large: %s %c %d %i %u %x %X %p %%
 * with l, ll, z, a width, zero padding and a precision for %s.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct {
    char *at;
    size_t room;
    size_t length;
} output_t;

static void put(output_t *output, char c)
{
    if (output->length + 1U < output->room) {
        output->at[output->length] = c;
    }
    output->length++;
}

static void put_padded(output_t *output, const char *text, size_t length, size_t width, char padding)
{
    for (size_t i = length; i < width; i++) {
        put(output, padding);
    }
    for (size_t i = 0U; i < length; i++) {
        put(output, text[i]);
    }
}

static void put_number(output_t *output, unsigned long long value, unsigned base, bool negative, size_t width, char padding)
{
    char digits[21];
    size_t first = sizeof digits;
    do {
        first--;
        digits[first] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0U);
    if (negative) {
        first--;
        digits[first] = '-';
    }
    put_padded(output, &digits[first], sizeof digits - first, width, padding);
}

int vsnprintf(char *restrict buffer, size_t size, const char *restrict format, va_list values)
{
    output_t output = {.at = buffer, .room = size};
    for (const char *at = format; *at != '\0'; at++) {
        if (*at != '%') {
            put(&output, *at);
            continue;
        }
        at++;
        const char padding = (*at == '0') ? '0' : ' ';
        size_t width = 0U;
        for (; *at >= '0' && *at <= '9'; at++) {
            width = width * 10U + (size_t)(*at - '0');
        }
        size_t precision = SIZE_MAX;
        if (*at == '.') {
            at++;
            if (*at == '*') {
                const int given = va_arg(values, int);
                precision = (given < 0) ? SIZE_MAX : (size_t)given;
                at++;
            } else {
                for (precision = 0U; *at >= '0' && *at <= '9'; at++) {
                    precision = precision * 10U + (size_t)(*at - '0');
                }
            }
        }
        unsigned longs = 0U;
        for (; *at == 'l' || *at == 'z'; at++) {
            longs++;
        }
        if (*at == 's') {
            const char *const text = va_arg(values, const char *);
            size_t length = 0U;
            while (length < precision && text[length] != '\0') {
                length++;
            }
            put_padded(&output, text, length, width, ' ');
        } else if (*at == 'd' || *at == 'i') {
            const long long value = (longs > 1U) ? va_arg(values, long long) : va_arg(values, long);
            const bool negative = value < 0;
            put_number(&output, negative ? 0U - (unsigned long long)value : (unsigned long long)value, 10U, negative, width, padding);
        } else if (*at == 'u' || *at == 'x' || *at == 'X') {
            const unsigned long long value = (longs > 1U) ? va_arg(values, unsigned long long) : va_arg(values, unsigned long);
            put_number(&output, value, (*at == 'u') ? 10U : 16U, false, width, padding);
        } else if (*at == 'p') {
            put_number(&output, (uintptr_t)va_arg(values, void *), 16U, false, width, padding);
        } else if (*at == 'c') {
            put(&output, (char)va_arg(values, int));
        } else if (*at == '\0') {
            break;
        } else {
            put(&output, *at);
        }
    }
    if (size > 0U) {
        buffer[(output.length < size) ? output.length : size - 1U] = '\0';
    }
    return (int)output.length;
}

int snprintf(char *restrict buffer, size_t size, const char *restrict format, ...)
{
    va_list values;
    va_start(values, format);
    const int length = vsnprintf(buffer, size, format, values);
    va_end(values);
    return length;
}
