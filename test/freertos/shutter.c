/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file shutter.c
 * The shutter of the firmware's camera, tick by tick: frames come at their period's rate, also when that is no whole number of ticks.
 */
#include "camera.h"
#include "fuse_platform_freertos.h"
#include "pace.h"
#include "report.h"

/** Of 1 ms. */
#define TICKS 6000U

void vApplicationTickHook(void);

static uint32_t frames;

void camera_shutter(void)
{
    frames++;
}

/** Whether TICKS ticks bring TICKS ms / `period_us` frames, and no two of them come nearer or further apart than whole ticks allow. */
static bool keeps_rate(uint32_t period_us)
{
    const uint32_t before = frames;
    uint32_t last = 0U;
    bool even = pace_real.start_shutter(period_us);
    for (uint32_t tick = 1U; tick <= TICKS; tick++) {
        const uint32_t count = frames;
        vApplicationTickHook();
        if (frames != count) {
            const uint32_t apart_us = 1000U * (tick - last);
            even = even && ((apart_us + 1000U) > period_us) && (apart_us < (period_us + 1000U));
            last = tick;
        }
    }
    return even && ((frames - before) == ((TICKS * 1000U) / period_us));
}

static uint32_t body(void)
{
    return report_end();
}

int main(void)
{
    vApplicationTickHook();
    report_check("shut at first", frames == 0U);
    report_check("a whole number of ticks", keeps_rate(100000U));
    report_check("a tick and a half", keeps_rate(1500U));
    report_check("a third of a second", keeps_rate(333333U));
    report_check("a tick", keeps_rate(1000U));
    const uint32_t before = frames;
    (void)pace_real.start_shutter(10U);
    for (uint32_t tick = 0U; tick < TICKS; tick++) {
        vApplicationTickHook();
    }
    report_check("less than a tick is a tick", (frames - before) == TICKS);
    fuse_freertos_run(body);
}
