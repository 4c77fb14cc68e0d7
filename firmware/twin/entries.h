/* SPDX-License-Identifier: Apache-2.0 */
/** The entries into modules: how long each takes, and what ends it. */
#ifndef TWIN_ENTRIES_H
#define TWIN_ENTRIES_H

#include <stdbool.h>
#include <stdint.h>

#include "fuse.h"
#include "scenario.h"

void twin_entries_begin(const twin_scenario_t *scenario);

typedef enum {
    /** Start code. */
    TWIN_LOAD,
    TWIN_INIT,
    TWIN_STEP,
    TWIN_DEINIT,
} twin_kind_t;

/** What the runtime is about to enter modules for. */
void twin_entries_are(twin_kind_t kind);

/** For fuse_hal_t. */
void twin_quota_arm(fuse_module_id_t id, uint32_t us);
void twin_quota_cancel(fuse_module_id_t id);

/** The scenario's module with this id is the one at `index`. */
void twin_entries_name(fuse_module_id_t id, uint32_t index);
/** Name of the module with this id; `-`: none. */
const char *twin_name_of(fuse_module_id_t id);

/** A module has called a device. */
void twin_entry_called(uint32_t device);
/** Name of the module that is entered; `-`: none. */
const char *twin_entry_module(void);

/** Name of the module that was entered last. */
const char *twin_entry_last(void);

/** Posts an event as an interrupt does, also in the middle of an entry. */
void twin_post_interrupt(uint32_t event);

/** Prints what the log has that was not printed yet. */
void twin_report_log(void);
/** Entries of the log that were overwritten before they were printed. */
uint32_t twin_log_lost(void);
/** The log is a new one. */
void twin_log_begin(void);

/** Why the run cannot go on; NULL: it can. */
const char *twin_entries_failure(void);

#endif
