/* SPDX-License-Identifier: Apache-2.0 */
/** In place of the board's temperature sensor: one that goes up and down around the limits of event_filter. */
#include "board.h"

bool __wrap_board_has_temperature(void);
float __wrap_board_temperature(void);

bool __wrap_board_has_temperature(void)
{
    return true;
}

float __wrap_board_temperature(void)
{
    static const float readings[] = {20.0F, 59.75F, 60.0F, 70.0F, 55.0F, 54.75F, 59.0F, 61.0F};
    static uint32_t next;
    const float reading = readings[next % (sizeof readings / sizeof readings[0])];
    next++;
    return reading;
}
