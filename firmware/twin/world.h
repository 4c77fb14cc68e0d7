/* SPDX-License-Identifier: Apache-2.0 */
/** What surrounds the modules: sensor, camera, downlink and clock of the device as the scenario has them. */
#ifndef TWIN_WORLD_H
#define TWIN_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "fuse.h"
#include "scenario.h"

void twin_world_begin(const twin_scenario_t *scenario);

/** Fills in the functions of the devices that the application has. */
void twin_world_wire(fuse_hal_t *hal);

/** The device starts: its own clock begins at 0. */
void twin_world_boot(void);

/** Does what action `index` of the scenario says, as an interrupt does. */
void twin_world_act(uint32_t index);
/** Prints that the action has happened. */
void twin_world_report(uint32_t index);

/** The durations that actions have set: the one for the next step of the module, taken; TWIN_NONE: none. */
uint32_t twin_world_take_overrun(uint32_t module);

/** Whether bytes of the module's image are changed. */
bool twin_world_is_corrupt(uint32_t module);
/** Changes them in a copy of the image. */
void twin_world_corrupt(uint32_t module, uint8_t *image, uint32_t size);

#endif
