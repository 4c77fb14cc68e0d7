/* SPDX-License-Identifier: Apache-2.0 */
/** @file indirect.c What clang makes of C: calls through a table, the module's own stack, bulk memory, several sources. */
#include "indirect.h"

static unsigned increment(unsigned value)
{
    return value + 1U;
}

static unsigned (*volatile operations[])(unsigned) = {increment, twice};

volatile unsigned result;

void module_step(void)
{
    /* Ten on the module's own stack; the copies become memory.copy. */
    volatile unsigned values[10];
    for (unsigned i = 0; i < 10U; i++) {
        values[i] = operations[i % 2U](i);
    }
    unsigned sum = 0;
    for (unsigned i = 0; i < 10U; i++) {
        sum += values[i];
    }
    result = sum;
    if (sum != 75U) {
        __builtin_trap();
    }
}
