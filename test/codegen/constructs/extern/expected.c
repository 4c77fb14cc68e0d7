/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from extern/input.ts by codegen; do not edit. */
/** C: functions, structs and macros of a C header. */
#include "input.h"

#include "buzzer.h"

bool fuse_beep(uint32_t times)
{
    if (times > BUZZER_MAX) {
        return false;
    }
    buzzer_settings_t settings = {0};
    settings.times = times;
    return buzzer_start(&settings);
}
