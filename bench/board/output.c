/* SPDX-License-Identifier: Apache-2.0 */
/** @file output.c Texts and numbers on the board's console. */
#include "output.h"

#include <string.h>

#include "board.h"

void output_text(const char *text)
{
    board_console_write(text, strlen(text));
}

void output_number(uint32_t number)
{
    char digits[10];
    size_t first = sizeof digits;
    do {
        first--;
        digits[first] = (char)('0' + (char)(number % 10U));
        number /= 10U;
    } while (number != 0U);
    board_console_write(&digits[first], sizeof digits - first);
}

void require(bool condition, const char *what)
{
    if (!condition) {
        output_text("bench: ");
        output_text(what);
        output_text(" failed\nimage ended: 1\n");
        board_halt(1U);
    }
}
