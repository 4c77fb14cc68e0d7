/* SPDX-License-Identifier: Apache-2.0 */
/** In place of console_end_line(): a console on which a line takes LINE_MS milliseconds, as one does at a low baud rate. */
#include "console.h"
#include "fuse_platform.h"

void __real_console_end_line(void);
void __wrap_console_end_line(void);

void __wrap_console_end_line(void)
{
    fuse_platform_sleep_us(LINE_MS * 1000ULL);
    __real_console_end_line();
}
