/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The demos' host program for Linux: runs the modules of its fuse_app_config.h over a stream of pictures.
 *
 *     cat *.pgm | demo_camera_filter_compress --modules DIR --out DIR
 *
 * One task runs the modules; the loop is the firmware's (firmware/app). With --logical-time the run is the same on every machine.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "camera.h"
#include "demo_events.h"
#include "downlink_buffer.h"
#include "files.h"
#include "frame.h"
#include "fuse.h"
#include "fuse_app_config.h"
#include "fuse_platform.h"
#include "pgm.h"
#include "report.h"
#include "rle.h"
#include "run.h"

#ifdef FUSE_EVENT_CAMERA_FRAME_READY
_Static_assert(FUSE_EVENT_CAMERA_FRAME_READY == EVENT_CAMERA_FRAME_READY, "demo_events.h and app_config.json disagree");
_Static_assert(FUSE_EVENT_DATA_CAPTURED == EVENT_DATA_CAPTURED, "demo_events.h and app_config.json disagree");
#define CAMERA_EVENT FUSE_EVENT_CAMERA_FRAME_READY
#else
/** The application has no camera event: its modules take frames themselves. */
#define CAMERA_EVENT CAMERA_NO_EVENT
#endif

#define DEFAULT_PERIOD_US 100000U

typedef struct {
    const char *modules;
    const char *out;
    uint32_t frames;
    uint32_t period_us;
    const pace_t *pace;
} options_t;

static _Alignas(16) uint8_t module_memory[FUSE_APP_WAMR_POOL_BYTES];
static _Alignas(16) uint8_t log_memory[FUSE_APP_LOG_POOL_BYTES];
static uint8_t downlink_memory[RLE_BOUND(FRAME_BYTES)];
static pictures_t pictures;

static uint32_t copy_picture(uint32_t picture, uint8_t *buffer, uint32_t capacity)
{
    const uint32_t size = (capacity < FRAME_BYTES) ? capacity : FRAME_BYTES;
    (void)memcpy(buffer, &pictures.pixels[(size_t)picture * FRAME_BYTES], size);
    return size;
}

static bool parse_number(const char *text, uint32_t *number)
{
    char *end = NULL;
    errno = 0;
    const unsigned long value = strtoul(text, &end, 10);
    if (errno != 0 || *text < '0' || *text > '9' || *end != '\0' || value == 0UL || value > 1000000000UL) {
        return false;
    }
    *number = (uint32_t)value;
    return true;
}

static bool parse_options(int argc, char **argv, options_t *options)
{
    static const struct option known[] = {{"modules", required_argument, NULL, 'm'},
                                          {"out", required_argument, NULL, 'o'},
                                          {"frames", required_argument, NULL, 'f'},
                                          {"period-us", required_argument, NULL, 'p'},
                                          {"logical-time", no_argument, NULL, 'l'},
                                          {NULL, 0, NULL, 0}};
    bool good = true;
    for (int c = getopt_long(argc, argv, "", known, NULL); c != -1; c = getopt_long(argc, argv, "", known, NULL)) {
        if (c == 'm') {
            options->modules = optarg;
        } else if (c == 'o') {
            options->out = optarg;
        } else if (c == 'f') {
            good = parse_number(optarg, &options->frames) && good;
        } else if (c == 'p') {
            good = parse_number(optarg, &options->period_us) && good;
        } else if (c == 'l') {
            options->pace = &pace_logical;
        } else {
            good = false;
        }
    }
    if (!good || optind != argc) {
        (void)fprintf(stderr, "usage: %s [--modules DIR] [--out DIR] [--frames N] [--period-us N] [--logical-time] < PICTURES.pgm\n",
                      argv[0]);
        return false;
    }
    return true;
}

static fuse_hal_t make_hal(const pace_t *pace)
{
    fuse_hal_t hal = {0};
    hal.timer.get_timestamp = pace->now_us;
    hal.camera.last_frame = camera_copy_frame;
#if FUSE_HAL_ENABLE_DOWNLINK
    hal.downlink.write = downlink_take;
#endif
    hal.quota_arm = fuse_platform_quota_arm;
    hal.quota_cancel = fuse_platform_quota_cancel;
    hal.module_stopped = report_stopped;
    return hal;
}

static bool start_shutter(const options_t *options)
{
    if (camera_has_shutter() && !options->pace->start_shutter(options->period_us)) {
        (void)fprintf(stderr, "error: cannot start the camera's timer: %s\n", strerror(errno));
        return false;
    }
    return true;
}

static bool run(const options_t *options)
{
    const run_settings_t settings = {.pace = options->pace, .longest_sleep_us = UINT64_MAX, .end_us = UINT64_MAX};
    uint32_t done = 0U;
    const run_result_t result = app_run(&settings, &done);
    app_report_log(CAMERA_NO_FRAME);
    if (result == RUN_STUCK) {
        (void)fprintf(stderr, "error: no running module takes the remaining frames\n");
    }
    if (result != RUN_ENDED) {
        return false;
    }
    report_end(done, camera_missed());
    return true;
}

int main(int argc, char **argv)
{
    options_t options = {.modules = ".", .period_us = DEFAULT_PERIOD_US, .pace = &pace_real};
    if (!parse_options(argc, argv, &options)) {
        return EXIT_FAILURE;
    }
    if (!pgm_read_all(stdin, DEMO_FRAME_WIDTH, DEMO_FRAME_HEIGHT, &pictures)) {
        return EXIT_FAILURE;
    }
    camera_init(&(camera_settings_t){.count = pictures.count,
                                     .copy_picture = copy_picture,
                                     .frames = (options.frames != 0U) ? options.frames : pictures.count,
                                     .event = CAMERA_EVENT});
    downlink_init(downlink_memory, sizeof downlink_memory);
    downlink_set_directory(options.out);

    fuse_platform_init();
    const fuse_hal_t hal = make_hal(options.pace);
    const fuse_stat_t stat = fuse_init(module_memory, sizeof module_memory, log_memory, sizeof log_memory, &hal);
    if (stat != FUSE_SUCCESS) {
        (void)fprintf(stderr, "error: cannot initialise the runtime: %s\n", fuse_stat_name(stat));
        return EXIT_FAILURE;
    }
    bool good = modules_start(options.modules);
    if (good) {
        report_start(DEMO_FRAME_WIDTH, DEMO_FRAME_HEIGHT);
        good = start_shutter(&options) && run(&options);
    } else {
        app_report_log(CAMERA_NO_FRAME);
    }
    (void)fuse_deinit();
    modules_release();
    free(pictures.pixels);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
