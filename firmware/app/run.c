/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The application's loop: tick, pass on the log, sleep until there is work. A frame stays in the camera's slot until a tick that began
 * with it runs none of its modules: then no event of it is pending any more.
 */
#include "run.h"

#include <stddef.h>

#include "app_modules.h"
#include "camera.h"
#include "downlink_buffer.h"
#include "fuse.h"
#include "report.h"

#define MAX_STEPS_PER_FRAME 16U

/** The steps that the frame in the slot went through. */
static report_step_t steps[MAX_STEPS_PER_FRAME];
static uint32_t step_count;

/** Entries that were overwritten before they were read. */
static uint32_t log_lost;

void app_report_log(uint32_t frame)
{
    static uint32_t cursor;
    static uint32_t next_sequence;
    static fuse_log_entry_t entry;
    while (fuse_log_read(&cursor, &entry) == FUSE_SUCCESS) {
        log_lost += entry.sequence - next_sequence;
        next_sequence = entry.sequence + 1U;
        report_log(frame, &entry);
    }
}

uint32_t app_log_lost(void)
{
    return log_lost;
}

/** Adds the steps of the modules in `stepped`. */
static void note_steps(uint32_t stepped)
{
    for (uint32_t i = 0U; i < app_module_count; i++) {
        const fuse_module_id_t id = app_modules[i].id;
        const bool has_stepped = (id != FUSE_INVALID_MODULE_ID) && ((stepped & ((uint32_t)1U << id)) != 0U);
        fuse_module_info_t info = {0};
        if (has_stepped && step_count < MAX_STEPS_PER_FRAME && fuse_module_info(id, &info) == FUSE_SUCCESS) {
            steps[step_count] = (report_step_t){.id = id, .step_us = info.step_us_last};
            step_count++;
        }
    }
}

static bool finish_frame(uint32_t frame, uint32_t missed)
{
    const bool good = report_frame(frame, steps, step_count, missed);
    step_count = 0U;
    downlink_clear();
    camera_release();
    return good;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return (a < b) ? a : b;
}

/** Until the end of the application; UINT64_MAX: it has none. */
static uint64_t time_left_us(const run_settings_t *settings)
{
    if (settings->end_us == UINT64_MAX) {
        return UINT64_MAX;
    }
    const uint64_t now = settings->pace->now_us();
    return (now < settings->end_us) ? (settings->end_us - now) : 0U;
}

static bool is_over(const run_settings_t *settings)
{
    return (settings->is_over != NULL && settings->is_over()) || time_left_us(settings) == 0U;
}

/** Sleeps until there is work: a step that is due, or a frame. False if the camera is to show more frames and none will ever come. */
static bool sleep_until_work(const run_settings_t *settings)
{
    const bool something_comes = (camera_has_shutter() && !camera_ended()) || settings->end_us != UINT64_MAX;
    uint64_t due_us = 0U;
    if (fuse_next_due_us(&due_us) != FUSE_SUCCESS || (due_us == UINT64_MAX && !something_comes && !camera_is_endless())) {
        return false;
    }
    const uint64_t sleep_us = least(least(due_us, settings->longest_sleep_us), time_left_us(settings));
    if (sleep_us != 0U) {
        settings->pace->wait_us(sleep_us);
    }
    return true;
}

run_result_t app_run(const run_settings_t *settings, uint32_t *done)
{
    const uint32_t chain = app_modules_of_camera();
    uint32_t missed_before = 0U;
    *done = 0U;
    while ((!camera_ended() || camera_frame() != CAMERA_NO_FRAME) && !is_over(settings)) {
        if (settings->progress != NULL) {
            settings->progress();
        }
        const uint32_t frame = camera_frame();
        const uint32_t stepped = fuse_tick() & chain;
        app_report_log(camera_frame());
        note_steps(stepped);

        if (frame != CAMERA_NO_FRAME && stepped == 0U) {
            const uint32_t missed = camera_missed();
            if (!finish_frame(frame, missed - missed_before)) {
                return RUN_REPORT_FAILED;
            }
            missed_before = missed;
            (*done)++;
        } else if (camera_frame() == CAMERA_NO_FRAME && !camera_ended() && !sleep_until_work(settings)) {
            return RUN_STUCK;
        } else {
            /* A frame in the slot: the next tick tells whether it is through. */
        }
    }
    return RUN_ENDED;
}
