/* SPDX-License-Identifier: Apache-2.0 */
/** Ends the image when the watchdog has reset the board: the banner, which names the reason, has been printed by then. */
#include "board.h"
#include "firmware.h"

void firmware_wire_hal(fuse_hal_t *hal)
{
    (void)hal;
    if (board_reset_reason() == BOARD_RESET_WATCHDOG) {
        static const char words[] = "image ended: 0\n";
        board_console_write(words, sizeof words - 1U);
        board_halt(0U);
    }
}
