/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file print.c
 * snprintf() and vsnprintf() as far as WAMR's messages need them, in place of libc's, which are many times as large:
 * %d %u %x %p %c %s %% with a width, zero padding, a precision for %s and the lengths l, ll, z. What else stands behind a % is copied.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/** 64 bits in decimal. */
#define LONGEST_NUMBER 20U

_Static_assert(sizeof(size_t) == sizeof(long), "the length z is taken for l");

/** Counts what does not fit, too. */
typedef struct {
    char *buffer;
    size_t size;
    size_t length;
} output_t;

/** A va_list in a structure can be passed on by its address on every ABI. */
typedef struct {
    va_list list;
} arguments_t;

/** What stands between % and the conversion. */
typedef struct {
    size_t width;
    size_t precision;
    char padding;
    /** Of the argument. */
    enum { INT, LONG, LONG_LONG } length;
} directive_t;

static void put(output_t *output, char c)
{
    if (output->length < output->size) {
        output->buffer[output->length] = c;
    }
    output->length++;
}

static void put_many(output_t *output, const char *text, size_t length)
{
    for (size_t i = 0U; i < length; i++) {
        put(output, text[i]);
    }
}

static void put_padding(output_t *output, const directive_t *directive, size_t length)
{
    for (size_t i = length; i < directive->width; i++) {
        put(output, directive->padding);
    }
}

/** The next integer, extended to 64 bits. */
static unsigned long long take_integer(arguments_t *arguments, const directive_t *directive, bool is_signed)
{
    if (directive->length == LONG_LONG) {
        return va_arg(arguments->list, unsigned long long);
    }
    if (directive->length == LONG) {
        const unsigned long value = va_arg(arguments->list, unsigned long);
        return is_signed ? (unsigned long long)(long)value : value;
    }
    const unsigned int value = va_arg(arguments->list, unsigned int);
    return is_signed ? (unsigned long long)(int)value : value;
}

static void put_number(output_t *output, const directive_t *directive, bool is_negative, unsigned long long magnitude, unsigned base)
{
    char text[LONGEST_NUMBER];
    size_t first = sizeof text;
    unsigned long long rest = magnitude;
    do {
        first--;
        text[first] = "0123456789abcdef"[rest % base];
        rest /= base;
    } while (rest != 0U);
    const size_t length = (sizeof text - first) + (is_negative ? 1U : 0U);
    /* A sign stands before zeros, but behind spaces. */
    if (is_negative && (directive->padding == '0')) {
        put(output, '-');
    }
    put_padding(output, directive, length);
    if (is_negative && (directive->padding != '0')) {
        put(output, '-');
    }
    put_many(output, &text[first], sizeof text - first);
}

static void put_integer(output_t *output, const directive_t *directive, unsigned long long value, char conversion)
{
    const bool is_negative = (conversion == 'd') && ((long long)value < 0);
    put_number(output, directive, is_negative, is_negative ? (0U - value) : value, (conversion == 'x') ? 16U : 10U);
}

static void put_text(output_t *output, const directive_t *directive, const char *given)
{
    const char *const text = (given != NULL) ? given : "(null)";
    size_t length = 0U;
    while ((length < directive->precision) && (text[length] != '\0')) {
        length++;
    }
    put_padding(output, directive, length);
    put_many(output, text, length);
}

static size_t read_number(const char **at)
{
    size_t number = 0U;
    while ((**at >= '0') && (**at <= '9')) {
        number = (number * 10U) + (size_t)(**at - '0');
        (*at)++;
    }
    return number;
}

static directive_t read_directive(const char **at, arguments_t *arguments)
{
    directive_t directive = {.width = 0U, .precision = SIZE_MAX, .padding = ' ', .length = INT};
    if (**at == '0') {
        directive.padding = '0';
    }
    directive.width = read_number(at);
    if (**at == '.') {
        (*at)++;
        if (**at == '*') {
            (*at)++;
            const int given = va_arg(arguments->list, int);
            directive.precision = (given < 0) ? SIZE_MAX : (size_t)given;
        } else {
            directive.precision = read_number(at);
        }
    }
    for (; (**at == 'l') || (**at == 'z'); (*at)++) {
        directive.length = (directive.length == INT) ? LONG : LONG_LONG;
    }
    return directive;
}

static void put_conversion(output_t *output, char conversion, const directive_t *directive, arguments_t *arguments)
{
    switch (conversion) {
    case 'd':
    case 'u':
    case 'x':
        put_integer(output, directive, take_integer(arguments, directive, conversion == 'd'), conversion);
        break;
    case 'p':
        put_integer(output, directive, (uintptr_t)va_arg(arguments->list, void *), 'x');
        break;
    case 's':
        put_text(output, directive, va_arg(arguments->list, const char *));
        break;
    case 'c':
        put(output, (char)va_arg(arguments->list, int));
        break;
    default:
        put(output, conversion);
        break;
    }
}

int vsnprintf(char *restrict buffer, size_t size, const char *restrict format, va_list values)
{
    /* One byte stays for the NUL. */
    output_t output = {.buffer = buffer, .size = (size > 0U) ? (size - 1U) : 0U, .length = 0U};
    arguments_t arguments;
    va_copy(arguments.list, values);
    const char *at = format;
    while (*at != '\0') {
        if (*at != '%') {
            put(&output, *at);
            at++;
            continue;
        }
        at++;
        const directive_t directive = read_directive(&at, &arguments);
        if (*at != '\0') {
            put_conversion(&output, *at, &directive, &arguments);
            at++;
        }
    }
    va_end(arguments.list);
    if (size > 0U) {
        buffer[(output.length < output.size) ? output.length : output.size] = '\0';
    }
    return (output.length <= (size_t)INT_MAX) ? (int)output.length : -1;
}

int snprintf(char *restrict buffer, size_t size, const char *restrict format, ...)
{
    va_list values;
    va_start(values, format);
    const int length = vsnprintf(buffer, size, format, values);
    va_end(values);
    return length;
}
