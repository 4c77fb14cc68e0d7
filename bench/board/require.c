/* SPDX-License-Identifier: Apache-2.0 */
/** @file require.c How a benchmark ends that cannot go on. */
#include "require.h"

#include "board.h"

void require(bool condition, const char *what)
{
    if (!condition) {
        board_console_text("bench: ");
        board_console_text(what);
        board_console_text(" failed\nimage ended: 1\n");
        board_halt(1U);
    }
}
