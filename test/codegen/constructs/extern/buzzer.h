/* SPDX-License-Identifier: Apache-2.0 */
/** The C of the example. */
#ifndef BUZZER_H
#define BUZZER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct buzzer_settings {
    uint32_t times;
    uint16_t pitch;
} buzzer_settings_t;

#define BUZZER_MAX 16U

bool buzzer_start(const buzzer_settings_t *settings);

#endif
