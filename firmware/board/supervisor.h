/* SPDX-License-Identifier: Apache-2.0 */
/** Kicks the hardware watchdog for as long as the runtime's task makes progress and the kernel gives the least urgent task its time. */
#ifndef FIRMWARE_SUPERVISOR_H
#define FIRMWARE_SUPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

/** The runtime's task has to call supervisor_progress() this often, while no module runs. */
#define SUPERVISOR_PERIOD_MS 500U

/** Creates the supervisor's task. Call it before the kernel starts. */
void supervisor_create(void);

/** Starts the watchdog: `ms` without progress reset the board. False: the board has none. */
bool supervisor_start(uint32_t ms);

/** From the runtime's task: it is alive. */
void supervisor_progress(void);

#endif
