/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Plays a scenario on the runtime in virtual time. The same player runs on the host and on boards; what differs between two runs of
 * one scenario is only what the scenario leaves to the machine: durations that are measured.
 *
 * Inside a step no time passes while the module's code runs; then the step's duration does, with the interrupts that fall into it.
 */
#ifndef TWIN_PLAYER_H
#define TWIN_PLAYER_H

#include <stdbool.h>
#include <stdint.h>

#include "scenario.h"

typedef struct {
    uint8_t *pool;
    uint8_t *log;
    /** For the copy of an image whose bytes are changed; as large as the largest of those. */
    uint8_t *scratch;
    uint32_t scratch_bytes;
} twin_memory_t;

/** Plays to the end; false, with an `error` line printed, if that is not reached. */
bool twin_play(const twin_scenario_t *scenario, const twin_memory_t *memory);

#endif
