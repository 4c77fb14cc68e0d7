/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The application image of a board: runs the modules of its app_config.json.
 *
 * One task owns the runtime. The kernel's tick is the camera's shutter; the log and what the modules send down go to the console.
 */
#include "app_modules.h"
#include "board.h"
#include "camera.h"
#include "console.h"
#include "downlink_buffer.h"
#include "firmware.h"
#include "fuse.h"
#include "fuse_app_config.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "images.h"
#include "pace.h"
#include "report.h"
#include "run.h"
#include "supervisor.h"

#if FUSE_HAL_ENABLE_CAMERA
#include "pictures.h"
#else
#define CAMERA_FRAME_WIDTH 0U
#define CAMERA_FRAME_HEIGHT 0U
#endif

static _Alignas(16) uint8_t module_memory[FUSE_APP_WAMR_POOL_BYTES];
static _Alignas(16) uint8_t log_memory[FUSE_APP_LOG_POOL_BYTES];

/** The watchdog's time beyond that of one tick: the console may take a second of it for one frame, at 115,200 baud. */
#define WATCHDOG_MARGIN_MS 4000U
#define QUOTA_MS(NAME, MACRO) +(2U * (FUSE_POLICY_##MACRO##_CPU_QUOTA_US / 1000U))
/** In one tick each module may use up its quota; while it is started, its start code and module_init each. */
#define WATCHDOG_MS (WATCHDOG_MARGIN_MS FUSE_APP_MODULES(QUOTA_MS))

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
    size_t length = 0U;
    const uint8_t *const build_id = board_build_id(&length);
    console_words("FUSE ");
    console_number(FUSE_VERSION_MAJOR);
    console_words(".");
    console_number(FUSE_VERSION_MINOR);
    console_words(".");
    console_number(FUSE_VERSION_PATCH);
    console_words(" board ");
    console_words(board_name);
    console_words(" build ");
    console_hex(build_id, length);
    console_words(" reset ");
    console_words(reset_reason());
    console_field("watchdog_ms", has_watchdog ? WATCHDOG_MS : 0U);
    console_words(" application ");
    console_text(FUSE_APP_NAME);
    console_end_line();
}

static void put_error(const char *what, const char *name, fuse_stat_t stat)
{
    console_words("error cannot ");
    console_words(what);
    console_words(" ");
    console_words(name);
    console_words(": ");
    console_words(fuse_stat_name(stat));
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
    hal->quota_arm = fuse_platform_quota_arm;
    hal->quota_cancel = fuse_platform_quota_cancel;
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

static bool run(const pace_t *pace)
{
    const uint32_t given_period = board_parameter(FIRMWARE_PARAMETER_PERIOD_US);
    if (camera_has_shutter() && !pace->start_shutter((given_period == 0U) ? FIRMWARE_PERIOD_US : given_period)) {
        console_words("error cannot start the camera's shutter\n");
        return false;
    }
    /* Half the supervisor's period: it sees progress in each of its own. */
    const run_settings_t settings = {.pace = pace,
                                     .progress = supervisor_progress,
                                     .longest_sleep_us = 1000U * (SUPERVISOR_PERIOD_MS / 2U)};
    uint32_t done = 0U;
    const run_result_t result = app_run(&settings, &done);
    app_report_log(CAMERA_NO_FRAME);
    if (result != RUN_ENDED) {
        console_words("error no running module takes the remaining frames\n");
        return false;
    }
    report_end(done, camera_missed());
    return true;
}

static uint32_t application(void)
{
    fuse_platform_init();
    put_banner(supervisor_start(WATCHDOG_MS));
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

int main(void)
{
    supervisor_create();
    fuse_freertos_run(application);
}
