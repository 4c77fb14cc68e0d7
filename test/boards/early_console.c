/* SPDX-License-Identifier: Apache-2.0 */
/** @file early_console.c What is written before the console is on, as by a fault in start-up, is lost and holds up nothing. */
#include "board.h"
#include "fuse_platform_freertos.h"

void __real_board_init(void);
void __wrap_board_init(void);

void __wrap_board_init(void)
{
    board_console_text("too early, and longer than what a transmitter holds\n");
    __real_board_init();
    board_console_text("in time\n");
}

static uint32_t body(void)
{
    return 0U;
}

int main(void)
{
    fuse_freertos_run(body);
}
