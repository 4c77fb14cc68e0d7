/* SPDX-License-Identifier: Apache-2.0 */
/** @file console.c Texts and numbers on the console, the same on every board: without printf, from any context. */
#include "board.h"

#include <string.h>

#define DECIMAL_DIGITS 10U

void board_console_text(const char *text)
{
    board_console_write(text, strlen(text));
}

void board_console_number(uint32_t number)
{
    char digits[DECIMAL_DIGITS];
    size_t first = sizeof digits;
    uint32_t rest = number;
    do {
        first--;
        digits[first] = (char)('0' + (char)(rest % 10U));
        rest /= 10U;
    } while (rest != 0U);
    board_console_write(&digits[first], sizeof digits - first);
}

void board_console_hex(const uint8_t *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0U; i < length; i++) {
        const char pair[] = {digits[bytes[i] >> 4U], digits[bytes[i] & 0xFU]};
        board_console_write(pair, sizeof pair);
    }
}

void board_console_build_id(void)
{
    size_t length = 0U;
    const uint8_t *const id = board_build_id(&length);
    board_console_hex(id, length);
}
