/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file board.c
 * What only the simulator's board has to get right: the build id of a running program, an unfinished line and the exit status when
 * it ends. board.cmake checks them.
 */
#include "board.h"
#include "fuse_platform_freertos.h"

#include "internal.h"

static uint32_t body(void)
{
    board_console_text(board_name);
    board_console_text("\nbuild ");
    board_console_build_id();
    board_console_text("\nunfinished");
    board_halt(5U);
}

int main(void)
{
    fuse_freertos_run(body);
}
