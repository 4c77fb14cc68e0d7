/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file board.h
 * What a board gives the platform, the firmware and the tests. boards/<name>/board.c implements it; what a board has not,
 * boards/defaults.c supplies.
 */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Name of the board's folder. */
extern const char board_name[];

/** Clocks, console and counters, before main(); on a Cortex-M called by start-up with data and bss in place, interrupts off. */
void board_init(void);

/** Writes to the console and returns when the bytes are on their way. From any context, a fault handler too: no interrupts, no locks. */
void board_console_write(const char *bytes, size_t length);

/* Of boards/console.c, by board_console_write(). */

void board_console_text(const char *text);
/** In decimal. */
void board_console_number(uint32_t number);
/** Each byte as two hexadecimal digits. */
void board_console_hex(const uint8_t *bytes, size_t length);
/** The image's build id, in hexadecimal. */
void board_console_build_id(void);

/** Ends the program: the image is done, or cannot go on. On hardware it stops with interrupts off, and the watchdog, if started, resets the board. */
_Noreturn void board_halt(uint32_t status);

/** Whether board_temperature() measures something. Default: false. */
bool board_has_temperature(void);
/** Degrees Celsius of the chip. Default: 0. */
float board_temperature(void);

/** The watchdog's time. A board's watchdog waits that long at least, whatever its oscillator: a compile-time check says so, not a run. */
#define BOARD_WATCHDOG_MS 4000U
/** Starts the hardware watchdog: without board_watchdog_kick() for BOARD_WATCHDOG_MS the board resets. False: there is none (default). */
bool board_watchdog_start(void);
void board_watchdog_kick(void);

#define BOARD_RESET_POWER_ON 0U
#define BOARD_RESET_WATCHDOG 1U
#define BOARD_RESET_SOFTWARE 2U
/** Why the board last started. Default: BOARD_RESET_POWER_ON. */
uint32_t board_reset_reason(void);

/**
 * Starts the one-shot timer for quotas below a tick: after `us` microseconds, rounded up, it calls fuse_freertos_one_shot() from its
 * interrupt. False: there is none (default), or `us` is out of its range; the tick then does the work.
 */
bool board_one_shot_start(uint32_t us);
void board_one_shot_cancel(void);

#define BOARD_PARAMETERS 4U
/**
 * A word that was given to this run of the image, a seed for example: `npm run board -- run BOARD --parameter 7 --parameter 0x10`.
 * 0 when it was not given.
 */
uint32_t board_parameter(uint32_t index);

/** The 20 bytes of the image's build id; the linker made it. Length 0: none. */
const uint8_t *board_build_id(size_t *length);

#endif
