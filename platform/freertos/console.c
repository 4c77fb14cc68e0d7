/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file console.c
 * Words and numbers on the board's console without printf, for panics and fault handlers; and how an image ends.
 */
#include "internal.h"

#include "board.h"

#include <stddef.h>

#define HEX_DIGITS 8U
#define DECIMAL_DIGITS 10U

void fuse_freertos_put(const char *text)
{
    size_t length = 0U;
    while (text[length] != '\0') {
        length++;
    }
    board_console_write(text, length);
}

static char hex_digit(uint32_t value)
{
    return "0123456789abcdef"[value & 0xFU];
}

void fuse_freertos_put_hex(uint32_t number)
{
    char digits[HEX_DIGITS];
    for (uint32_t i = 0U; i < HEX_DIGITS; i++) {
        digits[i] = hex_digit(number >> (4U * (HEX_DIGITS - 1U - i)));
    }
    board_console_write(digits, sizeof digits);
}

void fuse_freertos_put_number(uint32_t number)
{
    char digits[DECIMAL_DIGITS];
    uint32_t first = DECIMAL_DIGITS;
    uint32_t rest = number;
    do {
        first--;
        digits[first] = (char)('0' + (char)(rest % 10U));
        rest /= 10U;
    } while (rest != 0U);
    board_console_write(&digits[first], DECIMAL_DIGITS - first);
}

void fuse_freertos_put_build(void)
{
    size_t length = 0U;
    const uint8_t *const id = board_build_id(&length);
    for (size_t i = 0U; i < length; i++) {
        const char digits[2] = {hex_digit((uint32_t)id[i] >> 4U), hex_digit(id[i])};
        board_console_write(digits, sizeof digits);
    }
}

void fuse_freertos_end(uint32_t status)
{
    fuse_freertos_put((status == 0U) ? "image ended: 0\n" : "image ended: 1\n");
    board_halt(status);
}
