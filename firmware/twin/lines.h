/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the player prints: one line for each thing that happens, the first word says what, times are microseconds of the scenario.
 * docs/twin.md lists them; cli/twin/lines.ts reads them.
 */
#ifndef TWIN_LINES_H
#define TWIN_LINES_H

#include <stdint.h>

#include "fuse.h"

/** `word TIME`, with which a line begins. */
void twin_line(const char *word, uint64_t us);
/** ` text` */
void twin_word(const char *text);
/** ` number` */
void twin_number(uint32_t number);
void twin_end_line(void);

/** An entry of the log; `name` is that of the module it is about. */
void twin_log_line(const fuse_log_entry_t *entry, const char *name);

/** RUNNING for example. */
const char *twin_state_name(fuse_module_state_t state);

#endif
