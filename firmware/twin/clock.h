/* SPDX-License-Identifier: Apache-2.0 */
/** Virtual time, and what happens while it passes. */
#ifndef TWIN_CLOCK_H
#define TWIN_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "scenario.h"

void twin_clock_begin(const twin_scenario_t *scenario);

/** Microseconds since the scenario began. */
uint64_t twin_now(void);

/** Lets time pass until `us`, with what the world does meanwhile; less far if the power is lost on the way. */
void twin_advance(uint64_t us);

/** When the next action is due; UINT64_MAX: none is left. */
uint64_t twin_next_action(void);

/** The next action of the runtime's task that is due, or TWIN_NONE. */
uint32_t twin_take_pending(void);

/** Whether the power is lost; `twin_power_returns()` says when it comes back. */
bool twin_is_dark(void);
uint64_t twin_power_returns(void);
/** The power is back. */
void twin_power_on(void);

#endif
