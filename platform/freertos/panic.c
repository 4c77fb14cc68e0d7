/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file panic.c
 * What cannot go on, as one line on the console: a failed check of the runtime, an assertion of the kernel, a task's stack overflow.
 */
#include "internal.h"

#include "board.h"

static _Noreturn void end_line(void)
{
    board_console_text(" build=");
    board_console_build_id();
    board_console_text("\n");
    fuse_freertos_end(1U);
}

__attribute__((weak)) void fuse_panic(uint32_t site)
{
    board_console_text("PANIC site=");
    board_console_number(site);
    end_line();
}

void fuse_freertos_assert_failed(const char *file, int line)
{
    const char *name = file;
    for (const char *at = file; *at != '\0'; at++) {
        if (*at == '/') {
            name = &at[1];
        }
    }
    board_console_text("PANIC kernel ");
    board_console_text(name);
    board_console_text(":");
    board_console_number((uint32_t)line);
    end_line();
}

void vApplicationStackOverflowHook(TaskHandle_t overflown, char *name)
{
    (void)overflown;
    board_console_text("PANIC stack overflow task=");
    board_console_text(name);
    end_line();
}
