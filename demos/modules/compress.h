/* SPDX-License-Identifier: Apache-2.0 */
/** Takes the camera's frame, compresses it, logs both sizes and hands the result to the downlink, where the build has one. */
#ifndef DEMO_COMPRESS_H
#define DEMO_COMPRESS_H

#include <stdint.h>

#include "frame.h"
#include "fuse_module.h"
#include "rle.h"
#include "text.h"

static uint8_t frame[FRAME_BYTES];
static uint8_t encoded[RLE_BOUND(FRAME_BYTES)];

static inline void compress_frame(void)
{
    const uint32_t length = (uint32_t)camera_last_frame(frame, FRAME_BYTES);
    if (length == 0U) {
        log_words("no frame", LEVEL_INFO);
        return;
    }
    const uint32_t size = rle_encode(frame, length, encoded);

    text_t text;
    text_start(&text, "compressed ");
    text_add_u32(&text, length);
    text_add(&text, " to ");
    text_add_u32(&text, size);
    text_add(&text, " bytes");
    text_log(&text, LEVEL_INFO);

#ifdef DEMO_DOWNLINK
    const uint32_t taken = downlink_write(encoded, size);
    if (taken != size) {
        text_t complaint;
        text_start(&complaint, "downlink took ");
        text_add_u32(&complaint, taken);
        text_add(&complaint, " of ");
        text_add_u32(&complaint, size);
        text_add(&complaint, " bytes");
        text_log(&complaint, LEVEL_FATAL);
    }
#endif
}

#endif
