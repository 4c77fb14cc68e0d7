/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file libc.c
 * atoi() and errno in place of libc's: newlib's need the structure that all of its stdio and heap hang on.
 */
#include <errno.h>
#include <stdlib.h>

#ifdef __NEWLIB__
/** What `errno` is: libm's square root sets it, and nobody reads it. */
int *__errno(void)
{
    static int value;
    return &value;
}
#endif

/** Of digits only: WAMR's function names carry an index. */
int atoi(const char *text)
{
    unsigned int value = 0U;
    for (const char *at = text; (*at >= '0') && (*at <= '9'); at++) {
        value = (value * 10U) + (unsigned int)(*at - '0');
    }
    return (int)value;
}
