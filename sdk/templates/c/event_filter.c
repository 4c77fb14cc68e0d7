/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Woken by an event, it posts OVERHEATED once when the temperature reaches 60 degrees, and again only after it fell below 55.
 * Needs TEMP_SENSOR, LOG and EVENT_POST.
 */
#include <stdbool.h>

#include <fuse_module.h>

#define INFO 1U
#define OVERHEATED 1U

static const char HOT[] = "overheated";
static const char COOL[] = "cooled down";

static bool is_hot;

void module_step(void)
{
    const float celsius = temp_get_reading();
    if (!is_hot && celsius >= 60.0F) {
        is_hot = true;
        module_log_event(HOT, sizeof HOT - 1U, INFO);
        fuse_event_post(OVERHEATED);
    } else if (is_hot && celsius < 55.0F) {
        is_hot = false;
        module_log_event(COOL, sizeof COOL - 1U, INFO);
    }
}
