/* SPDX-License-Identifier: Apache-2.0 */
/** Kicks the hardware watchdog for as long as the runtime's task makes progress and the kernel gives it its time. */
#ifndef FIRMWARE_SUPERVISOR_H
#define FIRMWARE_SUPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

/** The runtime's task has to call supervisor_progress() this often, except while a module with a quota runs. */
#define SUPERVISOR_PERIOD_MS 500U

/** Creates the supervisor's task. Call it before the kernel starts. */
void supervisor_create(void);

/** Starts the watchdog. False: the board has none. */
bool supervisor_start(void);

/** From the runtime's task: it is alive. */
void supervisor_progress(void);

/** The same, and the next progress may take `us` microseconds: a module is entered whose quota that is. */
void supervisor_progress_within(uint32_t us);

#endif
