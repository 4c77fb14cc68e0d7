/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file hostile_step.h
 * Steps of test/runtime/modules/hostile.wat on a board, and how long they take. The module reads from the temperature what to do; its
 * quota is real while a step runs, not while it is loaded and started.
 */
#ifndef FUSE_TEST_HOSTILE_STEP_H
#define FUSE_TEST_HOSTILE_STEP_H

#include <stdbool.h>
#include <stdint.h>

#include "fuse.h"

/** hostile.wat's commands: endless loops, of integers to host calls. */
#define HOSTILE_FIRST_LOOP 1U
#define HOSTILE_LAST_LOOP 5U
#define HOSTILE_RECURSION 6U
#define HOSTILE_STORE_OUTSIDE 8U

/** For fuse_init(). */
extern const fuse_hal_t hostile_hal;

/** Loads and starts a module that may read the temperature and is stepped by hand; FUSE_INVALID_MODULE_ID: it could not be. */
fuse_module_id_t hostile_start(const uint8_t *image, uint32_t size, uint32_t quota_us);

/** One step; `elapsed_us`: from the arming of the quota to its cancelling. */
fuse_stat_t hostile_step(fuse_module_id_t id, uint32_t command, uint64_t *elapsed_us);

/** Whether a quota that ended `elapsed_us` after its arming ended neither early nor later than the board promises. */
bool hostile_in_time(uint64_t elapsed_us, uint32_t quota_us, uint32_t way);

#endif
