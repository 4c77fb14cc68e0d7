/* SPDX-License-Identifier: Apache-2.0 */
/**
 * First stage of the pipeline: woken by CAMERA_FRAME_READY, drops a frame that shows nothing, which is one whose mean absolute
 * deviation from its mean grey is below 8, and posts DATA_CAPTURED for any other.
 */
#include <stdint.h>

#include "demo_events.h"
#include "frame.h"
#include "fuse_module.h"
#include "text.h"

#define DEVIATION_MIN 8U

static uint8_t frame[FRAME_BYTES];

/**
 * Sum over the frame of |n * pixel - sum|: the mean absolute deviation times n * n, exact, so that every platform decides alike.
 * The products fit 32 bits up to 16.8 million pixels.
 */
static uint64_t scaled_deviation(uint32_t n)
{
    uint32_t sum = 0U;
    for (uint32_t i = 0U; i < n; i++) {
        sum += frame[i];
    }
    uint64_t total = 0U;
    for (uint32_t i = 0U; i < n; i++) {
        const uint32_t scaled = n * frame[i];
        total += (scaled > sum) ? (scaled - sum) : (sum - scaled);
    }
    return total;
}

void module_step(void)
{
    const uint32_t n = (uint32_t)camera_last_frame(frame, FRAME_BYTES);
    if (n == 0U) {
        log_words("no frame", LEVEL_INFO);
        return;
    }
    const uint64_t square = (uint64_t)n * n;
    const uint64_t deviation = scaled_deviation(n);
    const int kept = deviation >= DEVIATION_MIN * square;

    text_t text;
    text_start(&text, "deviation ");
    text_add_hundredths(&text, (uint32_t)((100U * deviation) / square));
    text_add(&text, kept ? ": kept" : ": dropped");
    text_log(&text, LEVEL_INFO);

    if (kept) {
        fuse_event_post(EVENT_DATA_CAPTURED);
    }
}
