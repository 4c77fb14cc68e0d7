/* SPDX-License-Identifier: Apache-2.0 */
/** What the firmware's lines on the board's console are made of, beside board_console_text() and its like. */
#ifndef FIRMWARE_CONSOLE_H
#define FIRMWARE_CONSOLE_H

#include <stdint.h>

/** Text from anywhere: a byte that is not printable ASCII becomes \xNN, a backslash two, so that a line stays one line. */
void console_text(const char *text);

/** Microseconds as seconds with six decimals. */
void console_time(uint64_t us);

/** ` word number` */
void console_field(const char *word, uint32_t number);

void console_end_line(void);

#endif
