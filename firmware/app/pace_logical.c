/* SPDX-License-Identifier: Apache-2.0 */
/** Time that passes only while the application would sleep. */
#include "camera.h"
#include "pace.h"

static uint64_t now;
static uint64_t period;
/** When the shutter opens next; UINT64_MAX: there is none. */
static uint64_t next_frame = UINT64_MAX;

static bool start_shutter(uint32_t period_us)
{
    period = period_us;
    next_frame = now + period;
    return true;
}

static uint64_t now_us(void)
{
    return now;
}

static void wait_us(uint64_t us)
{
    const uint64_t wake = (us < UINT64_MAX - now) ? now + us : UINT64_MAX;
    if (next_frame <= wake && next_frame != UINT64_MAX) {
        now = next_frame;
        next_frame += period;
        camera_shutter();
    } else if (wake != UINT64_MAX) {
        now = wake;
    } else {
        /* Nothing comes, ever. */
    }
}

const pace_t pace_logical = {.start_shutter = start_shutter, .now_us = now_us, .wait_us = wait_us};
