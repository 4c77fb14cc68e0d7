/* SPDX-License-Identifier: Apache-2.0 */
/** @file console.c What the shared test code wants of libc's input and output: formatted lines, on the board's console. */
#include "board.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX 200U

static int put(const char *format, va_list values)
{
    char line[LINE_MAX];
    const int length = vsnprintf(line, sizeof line, format, values);
    board_console_write(line, strlen(line));
    return length;
}

int printf(const char *restrict format, ...)
{
    va_list values;
    va_start(values, format);
    const int length = put(format, values);
    va_end(values);
    return length;
}

int fprintf(FILE *restrict stream, const char *restrict format, ...)
{
    (void)stream;
    va_list values;
    va_start(values, format);
    const int length = put(format, values);
    va_end(values);
    return length;
}

int fflush(FILE *stream)
{
    (void)stream;
    return 0;
}
