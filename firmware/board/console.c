/* SPDX-License-Identifier: Apache-2.0 */
/** Words and numbers on the board's console. */
#include "console.h"

#include <string.h>

#include "board.h"

#define US_PER_SECOND 1000000U
#define DECIMALS 6U

static const char hex_digits[] = "0123456789abcdef";

void console_words(const char *words)
{
    board_console_write(words, strlen(words));
}

void console_text(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte == (unsigned char)'\\') {
            console_words("\\\\");
        } else if (byte < 0x20U || byte >= 0x7FU) {
            const char escaped[] = {'\\', 'x', hex_digits[byte >> 4], hex_digits[byte & 0xFU]};
            board_console_write(escaped, sizeof escaped);
        } else {
            board_console_write(c, 1U);
        }
    }
}

void console_number(uint32_t number)
{
    char digits[10];
    size_t first = sizeof digits;
    uint32_t rest = number;
    do {
        first--;
        digits[first] = (char)('0' + (char)(rest % 10U));
        rest /= 10U;
    } while (rest != 0U);
    board_console_write(&digits[first], sizeof digits - first);
}

void console_hex(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0U; i < length; i++) {
        const char pair[] = {hex_digits[bytes[i] >> 4], hex_digits[bytes[i] & 0xFU]};
        board_console_write(pair, sizeof pair);
    }
}

void console_time(uint64_t us)
{
    char decimals[DECIMALS + 1U];
    uint32_t rest = (uint32_t)(us % US_PER_SECOND);
    for (uint32_t i = DECIMALS; i > 0U; i--) {
        decimals[i] = (char)('0' + (char)(rest % 10U));
        rest /= 10U;
    }
    decimals[0] = '.';
    console_number((uint32_t)(us / US_PER_SECOND));
    board_console_write(decimals, sizeof decimals);
}

void console_field(const char *word, uint32_t number)
{
    console_words(" ");
    console_words(word);
    console_words(" ");
    console_number(number);
}

void console_end_line(void)
{
    console_words("\n");
}
