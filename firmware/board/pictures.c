/* SPDX-License-Identifier: Apache-2.0 */
/** The pictures in flash: those that shrink by it are pairs of a count and a grey, the others are as they are. */
#include "pictures.h"

#include <string.h>

#define FRAME_BYTES (CAMERA_FRAME_WIDTH * CAMERA_FRAME_HEIGHT)

uint32_t pictures_copy(uint32_t picture, uint8_t *buffer, uint32_t capacity)
{
    const uint32_t size = (capacity < FRAME_BYTES) ? capacity : FRAME_BYTES;
    const uint8_t *from = &camera_frames[camera_frame_offsets[picture]];
    if (camera_frame_offsets[picture + 1U] - camera_frame_offsets[picture] == FRAME_BYTES) {
        (void)memcpy(buffer, from, size);
        return size;
    }
    for (uint32_t written = 0U; written < size; from += 2) {
        const uint32_t room = size - written;
        const uint32_t run = (from[0] < room) ? from[0] : room;
        (void)memset(&buffer[written], from[1], run);
        written += run;
    }
    return size;
}
