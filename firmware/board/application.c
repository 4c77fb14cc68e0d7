/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The application: runs the modules of its app_config.json.
 *
 * One task owns the runtime. The log and what the modules send down go to the console.
 */
#include "application.h"

#include "app_modules.h"
#include "board.h"
#include "camera.h"
#include "console.h"
#include "downlink_buffer.h"
#include "firmware.h"
#include "fuse.h"
#include "fuse_app_config.h"
#include "fuse_platform.h"
#include "images.h"
#include "pace.h"
#include "report.h"
#include "run.h"
#include "supervisor.h"

/* A group from outside the runtime's tree, which not every build knows. */
#ifndef FUSE_HAL_ENABLE_DOWNLINK
#define FUSE_HAL_ENABLE_DOWNLINK 0
#endif

#if FUSE_HAL_ENABLE_CAMERA
#include "pictures.h"
#else
#define CAMERA_FRAME_WIDTH 0U
#define CAMERA_FRAME_HEIGHT 0U
#endif

static _Alignas(16) uint8_t module_memory[FUSE_APP_WAMR_POOL_BYTES];
static _Alignas(16) uint8_t log_memory[FUSE_APP_LOG_POOL_BYTES];

__attribute__((weak)) void firmware_wire_hal(fuse_hal_t *hal)
{
    (void)hal;
}

static const char *reset_reason(void)
{
    switch (board_reset_reason()) {
    case BOARD_RESET_WATCHDOG:
        return "watchdog";
    case BOARD_RESET_SOFTWARE:
        return "software";
    default:
        return "power-on";
    }
}

static void put_banner(bool has_watchdog)
{
    board_console_text("FUSE ");
    board_console_number(FUSE_VERSION_MAJOR);
    board_console_text(".");
    board_console_number(FUSE_VERSION_MINOR);
    board_console_text(".");
    board_console_number(FUSE_VERSION_PATCH);
    board_console_text(" board ");
    board_console_text(board_name);
    board_console_text(" build ");
    board_console_build_id();
    board_console_text(" reset ");
    board_console_text(reset_reason());
    console_field("watchdog_ms", has_watchdog ? BOARD_WATCHDOG_MS : 0U);
    board_console_text(" application ");
    console_text(FUSE_APP_NAME);
    console_end_line();
}

static void put_error(const char *what, const char *name, fuse_stat_t stat)
{
    board_console_text("error cannot ");
    board_console_text(what);
    board_console_text(" ");
    board_console_text(name);
    board_console_text(": ");
    board_console_text(fuse_stat_name(stat));
    console_end_line();
}

static void init_camera(void)
{
    camera_settings_t settings = {.frames = board_parameter(FIRMWARE_PARAMETER_FRAMES), .event = CAMERA_NO_EVENT};
#if FUSE_HAL_ENABLE_CAMERA
    settings.count = CAMERA_PICTURES;
    settings.copy_picture = pictures_copy;
#ifdef FUSE_EVENT_CAMERA_FRAME_READY
    settings.event = FUSE_EVENT_CAMERA_FRAME_READY;
#endif
#if FUSE_HAL_ENABLE_DOWNLINK
    /* Twice a frame is the most that a run-length encoding of it takes. */
    static uint8_t downlink_memory[2U * CAMERA_FRAME_WIDTH * CAMERA_FRAME_HEIGHT];
    downlink_init(downlink_memory, sizeof downlink_memory);
#endif
#endif
    camera_init(&settings);
}

static void quota_arm(uint32_t id, uint32_t us)
{
    supervisor_progress_within(us);
    fuse_platform_quota_arm(id, us);
}

static void quota_cancel(uint32_t id)
{
    fuse_platform_quota_cancel(id);
    supervisor_progress();
}

static void wire_hal(fuse_hal_t *hal, const pace_t *pace)
{
#if FUSE_HAL_ENABLE_TIMER
    hal->timer.get_timestamp = pace->now_us;
#else
    (void)pace;
#endif
#if FUSE_HAL_ENABLE_TEMP_SENSOR
    if (board_has_temperature()) {
        hal->temp.get_reading = board_temperature;
    }
#endif
#if FUSE_HAL_ENABLE_CAMERA
    hal->camera.last_frame = camera_copy_frame;
#if FUSE_HAL_ENABLE_DOWNLINK
    hal->downlink.write = downlink_take;
#endif
#endif
    hal->quota_arm = quota_arm;
    hal->quota_cancel = quota_cancel;
    hal->module_stopped = report_stopped;
    firmware_wire_hal(hal);
}

/** Starts the runtime and every module that can be. `all`: whether none is missing. False: there is nothing to run. */
static bool start_runtime(const pace_t *pace, bool *all)
{
    fuse_hal_t hal = {0};
    wire_hal(&hal, pace);
    const fuse_stat_t stat = fuse_init(module_memory, sizeof module_memory, log_memory, sizeof log_memory, &hal);
    if (stat != FUSE_SUCCESS) {
        put_error("initialise", "the runtime", stat);
        return false;
    }
    uint32_t started = 0U;
    for (uint32_t i = 0U; i < app_module_count; i++) {
        app_failure_t failure;
        supervisor_progress();
        if (app_start_module(i, firmware_image(i), &failure)) {
            started++;
        } else {
            put_error(failure.what, failure.module->name, failure.stat);
        }
        app_report_log(CAMERA_NO_FRAME);
    }
    *all = (started == app_module_count);
    return started != 0U;
}

__attribute__((weak)) bool application_is_over(void)
{
    return false;
}

/** By the clock of `pace`; UINT64_MAX: never. */
static uint64_t end_of_run(const pace_t *pace)
{
    const uint32_t run_ms = board_parameter(FIRMWARE_PARAMETER_RUN_MS);
    return (run_ms == 0U) ? UINT64_MAX : (pace->now_us() + (uint64_t)run_ms * 1000U);
}

static bool run(const pace_t *pace)
{
    const uint32_t given_period = board_parameter(FIRMWARE_PARAMETER_PERIOD_US);
    if (camera_has_shutter() && !pace->start_shutter((given_period == 0U) ? FIRMWARE_PERIOD_US : given_period)) {
        board_console_text("error cannot start the camera's shutter\n");
        return false;
    }
    /* Half the supervisor's period: it sees progress in each of its own. */
    const run_settings_t settings = {.pace = pace,
                                     .progress = supervisor_progress,
                                     .longest_sleep_us = 1000U * (SUPERVISOR_PERIOD_MS / 2U),
                                     .end_us = end_of_run(pace),
                                     .is_over = application_is_over};
    uint32_t done = 0U;
    const run_result_t result = app_run(&settings, &done);
    app_report_log(CAMERA_NO_FRAME);
    if (result != RUN_ENDED) {
        board_console_text("error no running module takes the remaining frames\n");
        return false;
    }
    report_end(done, camera_missed());
    return true;
}

uint32_t application_run(void)
{
    fuse_platform_init();
    put_banner(supervisor_start());
    const pace_t *const pace = (board_parameter(FIRMWARE_PARAMETER_LOGICAL_TIME) != 0U) ? &pace_logical : &pace_real;
    init_camera();
    bool all = false;
    if (!start_runtime(pace, &all)) {
        return 1U;
    }
    report_start(CAMERA_FRAME_WIDTH, CAMERA_FRAME_HEIGHT);
    const bool good = run(pace) && all;
    (void)fuse_deinit();
    return good ? 0U : 1U;
}
