/* SPDX-License-Identifier: Apache-2.0 */
/** The modules' images: sdk/embed.cmake makes two symbols of each. */
#include "images.h"

#include "fuse_app_config.h"

#define DECLARE(NAME, MACRO)           \
    extern const uint8_t NAME##_aot[]; \
    extern const uint32_t NAME##_aot_size;
FUSE_APP_MODULES(DECLARE)

typedef struct {
    const uint8_t *bytes;
    const uint32_t *size;
} embedded_t;

#define EMBEDDED(NAME, MACRO) {.bytes = NAME##_aot, .size = &NAME##_aot_size},
static const embedded_t embedded[] = {FUSE_APP_MODULES(EMBEDDED)};

app_image_t firmware_image(uint32_t index)
{
    return (app_image_t){.bytes = embedded[index].bytes, .size = *embedded[index].size};
}
