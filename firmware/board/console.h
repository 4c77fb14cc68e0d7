/* SPDX-License-Identifier: Apache-2.0 */
/** Words and numbers on the board's console, without the C library's printf family. */
#ifndef FIRMWARE_CONSOLE_H
#define FIRMWARE_CONSOLE_H

#include <stddef.h>
#include <stdint.h>

void console_words(const char *words);

/** Text from anywhere: a byte that is not printable ASCII becomes \xNN, a backslash two, so that a line stays one line. */
void console_text(const char *text);

void console_number(uint32_t number);

/** Bytes as hexadecimal digits. */
void console_hex(const uint8_t *bytes, size_t length);

/** Microseconds as seconds with six decimals. */
void console_time(uint64_t us);

/** ` word number` */
void console_field(const char *word, uint32_t number);

void console_end_line(void);

#endif
