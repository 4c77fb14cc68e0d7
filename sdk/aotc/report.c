/* SPDX-License-Identifier: Apache-2.0 */
/** @file report.c Error messages of fuse-aotc. */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>

bool report(const char *file, const char *format, ...)
{
    va_list values;

    fprintf(stderr, "fuse-aotc: %s: ", file);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
    return false;
}
