/* SPDX-License-Identifier: Apache-2.0 */
/** The modules' images, which the build put into flash. */
#ifndef FIRMWARE_IMAGES_H
#define FIRMWARE_IMAGES_H

#include "app_modules.h"

/** Of the module at `index` of app_modules. */
app_image_t firmware_image(uint32_t index);

#endif
