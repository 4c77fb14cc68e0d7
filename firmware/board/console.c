/* SPDX-License-Identifier: Apache-2.0 */
/** Text from modules, times and fields on the board's console. */
#include "console.h"

#include "board.h"

#define US_PER_SECOND 1000000U
#define DECIMALS 6U

void console_text(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte == (unsigned char)'\\') {
            board_console_text("\\\\");
        } else if (byte < 0x20U || byte >= 0x7FU) {
            board_console_text("\\x");
            board_console_hex(&byte, 1U);
        } else {
            board_console_write(c, 1U);
        }
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
    board_console_number((uint32_t)(us / US_PER_SECOND));
    board_console_write(decimals, sizeof decimals);
}

void console_field(const char *word, uint32_t number)
{
    board_console_text(" ");
    board_console_text(word);
    board_console_text(" ");
    board_console_number(number);
}

void console_end_line(void)
{
    board_console_text("\n");
}
