/* SPDX-License-Identifier: Apache-2.0 */
/** The player's lines, by the console of a board or of the host. */
#include "lines.h"

#include "board.h"
#include "console.h"

#define BILLION 1000000000U
#define DIGITS_BELOW_BILLION 9U

static void put_u64(uint64_t number)
{
    if (number < BILLION) {
        board_console_number((uint32_t)number);
        return;
    }
    char digits[DIGITS_BELOW_BILLION];
    uint32_t rest = (uint32_t)(number % BILLION);
    for (uint32_t i = DIGITS_BELOW_BILLION; i > 0U; i--) {
        digits[i - 1U] = (char)('0' + (char)(rest % 10U));
        rest /= 10U;
    }
    put_u64(number / BILLION);
    board_console_write(digits, sizeof digits);
}

void twin_line(const char *word, uint64_t us)
{
    board_console_text(word);
    board_console_text(" ");
    put_u64(us);
}

void twin_word(const char *text)
{
    board_console_text(" ");
    board_console_text(text);
}

void twin_number(uint32_t number)
{
    board_console_text(" ");
    board_console_number(number);
}

void twin_end_line(void)
{
    console_end_line();
}

void twin_log_line(const fuse_log_entry_t *entry, const char *name)
{
    static const char *const levels[] = {"debug", "info", "fatal"};
    const uint8_t level = (entry->level < sizeof levels / sizeof levels[0]) ? entry->level : 2U;
    board_console_text("log ");
    console_time(entry->timestamp_us);
    twin_word((entry->origin == FUSE_LOG_ORIGIN_GUEST) ? "guest" : "runtime");
    twin_word(name);
    twin_word(levels[level]);
    board_console_text(" ");
    console_text(entry->text);
    console_end_line();
}

const char *twin_state_name(fuse_module_state_t state)
{
    static const char *const names[] = {"LOADED", "RUNNING", "PAUSED", "TRAPPED", "QUOTA_EXCEEDED", "UNLOADED"};
    return (state < sizeof names / sizeof names[0]) ? names[state] : "UNKNOWN";
}
