/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The application's loop: tick, pass on the log, sleep until there is work or the next tick is due. A frame stays in the camera's slot
 * until a tick that began with it runs none of its modules: then no event of it is pending any more.
 */
#include "run.h"

#include <stddef.h>

#include "app_modules.h"
#include "camera.h"
#include "downlink_buffer.h"
#include "fuse.h"
#include "fuse_app_config.h"
#include "report.h"

/* An application that declares none. */
#ifndef FUSE_APP_TICK_US
#define FUSE_APP_TICK_US 0U
#endif

#define MAX_STEPS_PER_FRAME 16U

/** Period of fuse_tick(); 0: the loop sleeps until there is work. */
static const uint64_t tick_us = FUSE_APP_TICK_US;

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

/** Until a step is due. False if the camera is to show more frames and none will ever come. */
static bool next_work_us(const run_settings_t *settings, uint64_t *due_us)
{
    const bool something_comes = (camera_has_shutter() && !camera_ended()) || settings->end_us != UINT64_MAX;
    return fuse_next_due_us(due_us) == FUSE_SUCCESS && (*due_us != UINT64_MAX || something_comes || camera_is_endless());
}

/** Returns after `us` microseconds, or earlier: when a frame came. */
static void sleep_us(const run_settings_t *settings, uint64_t us)
{
    const uint64_t shorter = least(least(us, settings->longest_sleep_us), time_left_us(settings));
    if (shorter != 0U) {
        settings->pace->wait_us(shorter);
    }
}

static void note_progress(const run_settings_t *settings)
{
    if (settings->progress != NULL) {
        settings->progress();
    }
}

/** The first tick at `first` and the last at `began` are periods apart: so is the next, unless that time is over. */
static void sleep_until_tick(const run_settings_t *settings, uint64_t period, uint64_t first, uint64_t began)
{
    const uint64_t due = began - ((began - first) % period) + period;
    for (uint64_t now = settings->pace->now_us(); now < due && !is_over(settings); now = settings->pace->now_us()) {
        note_progress(settings);
        sleep_us(settings, due - now);
    }
}

run_result_t app_run(const run_settings_t *settings, uint32_t *done)
{
    const uint32_t chain = app_modules_of_camera();
    uint32_t missed_before = 0U;
    *done = 0U;
    const uint64_t first = settings->pace->now_us();
    while ((!camera_ended() || camera_frame() != CAMERA_NO_FRAME) && !is_over(settings)) {
        note_progress(settings);
        const uint64_t began = settings->pace->now_us();
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
        } else if (camera_frame() == CAMERA_NO_FRAME && !camera_ended()) {
            uint64_t due_us = 0U;
            if (!next_work_us(settings, &due_us)) {
                return RUN_STUCK;
            }
            if (tick_us == 0U) {
                sleep_us(settings, due_us);
            }
        } else {
            /* A frame in the slot: the next tick tells whether it is through. */
        }
        if (tick_us != 0U) {
            sleep_until_tick(settings, tick_us, first, began);
        }
    }
    return RUN_ENDED;
}
