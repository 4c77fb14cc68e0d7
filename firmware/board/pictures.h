/* SPDX-License-Identifier: Apache-2.0 */
/** The pictures in flash that the camera plays; `frames.js` wrote them. */
#ifndef FIRMWARE_PICTURES_H
#define FIRMWARE_PICTURES_H

#include <stdint.h>

#include "camera_frames.h"

/** For camera_settings_t. */
uint32_t pictures_copy(uint32_t picture, uint8_t *buffer, uint32_t capacity);

#endif
