/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The demos' host program for Linux: runs the modules of its fuse_app_config.h over a stream of pictures.
 *
 *     cat *.pgm | demo_camera_filter_compress --modules DIR --out DIR
 *
 * One task runs the modules. The camera's timer signal stands for an interrupt: it fills the camera's slot, posts the event and
 * wakes the task, which otherwise sleeps until fuse_next_due_us() says that there is work.
 */
#include <errno.h>
#include <getopt.h>
#include <semaphore.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "camera.h"
#include "downlink.h"
#include "demo_events.h"
#include "frame.h"
#include "fuse.h"
#include "fuse_app_config.h"
#include "fuse_platform.h"
#include "modules.h"
#include "pgm.h"
#include "report.h"
#include "rle.h"

#ifdef FUSE_EVENT_CAMERA_FRAME_READY
_Static_assert(FUSE_EVENT_CAMERA_FRAME_READY == EVENT_CAMERA_FRAME_READY, "demo_events.h and app_config.json disagree");
_Static_assert(FUSE_EVENT_DATA_CAPTURED == EVENT_DATA_CAPTURED, "demo_events.h and app_config.json disagree");
#endif

#define DEFAULT_PERIOD_US 100000U
#define MAX_STEPS_PER_FRAME 16U

typedef struct {
    const char *modules;
    const char *out;
    uint32_t frames;
    uint32_t period_us;
} options_t;

static _Alignas(16) uint8_t module_memory[FUSE_APP_WAMR_POOL_BYTES];
static _Alignas(16) uint8_t log_memory[FUSE_APP_LOG_POOL_BYTES];
/** Posted by the camera's interrupt, so that a wake-up between looking for work and sleeping is not lost. */
static sem_t wake_up;

#ifdef FUSE_EVENT_CAMERA_FRAME_READY
#define HAS_SHUTTER true

static void wake_task(void)
{
    (void)sem_post(&wake_up);
}

static bool start_shutter(const options_t *options)
{
    if (!camera_start(options->period_us, FUSE_EVENT_CAMERA_FRAME_READY, wake_task)) {
        (void)fprintf(stderr, "error: cannot start the camera's timer: %s\n", strerror(errno));
        return false;
    }
    return true;
}
#else
#define HAS_SHUTTER false

/** The application has no camera event: its modules take frames themselves. */
static bool start_shutter(const options_t *options)
{
    (void)options;
    return true;
}
#endif

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
        } else {
            good = false;
        }
    }
    if (!good || optind != argc) {
        (void)fprintf(stderr, "usage: %s [--modules DIR] [--out DIR] [--frames N] [--period-us N] < PICTURES.pgm\n", argv[0]);
        return false;
    }
    return true;
}

static fuse_hal_t make_hal(void)
{
    fuse_hal_t hal = {0};
    hal.timer.get_timestamp = fuse_platform_get_timestamp_us;
    hal.camera.last_frame = camera_copy_frame;
#if FUSE_HAL_ENABLE_DOWNLINK
    hal.downlink.write = downlink_take;
#endif
    hal.quota_arm = fuse_platform_quota_arm;
    hal.quota_cancel = fuse_platform_quota_cancel;
    hal.module_stopped = report_stopped;
    return hal;
}

/** Sleeps until there is work: a step that is due, or an interrupt. False if nothing will ever come. */
static bool sleep_until_work(bool interrupts)
{
    uint64_t due_us = 0U;
    if (fuse_next_due_us(&due_us) != FUSE_SUCCESS || (due_us == UINT64_MAX && !interrupts)) {
        return false;
    }
    if (due_us == 0U) {
        return true;
    }
    if (due_us == UINT64_MAX) {
        (void)sem_wait(&wake_up);
        return true;
    }
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(due_us / 1000000U);
    until.tv_nsec += (long)((due_us % 1000000U) * 1000U);
    if (until.tv_nsec >= 1000000000L) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000L;
    }
    (void)sem_clockwait(&wake_up, CLOCK_MONOTONIC, &until);
    return true;
}

/** Adds the steps of the modules in `stepped` that a frame passes through. */
static void note_steps(uint32_t stepped, report_step_t *steps, uint32_t *count)
{
    for (uint32_t i = 0U; i < demo_module_count; i++) {
        const fuse_module_id_t id = demo_modules[i].id;
        fuse_module_info_t info = {0};
        if ((stepped & ((uint32_t)1U << id)) != 0U && *count < MAX_STEPS_PER_FRAME && fuse_module_info(id, &info) == FUSE_SUCCESS) {
            steps[*count] = (report_step_t){.id = id, .step_us = info.step_us_last};
            (*count)++;
        }
    }
}

/**
 * Ticks until the camera has shown its last frame and the modules are through with it. A frame stays in the slot until a tick
 * that began with it runs none of its modules: then no event of it is pending any more.
 */
static bool run(uint32_t *done)
{
    const uint32_t chain = modules_of_camera();
    report_step_t steps[MAX_STEPS_PER_FRAME];
    uint32_t step_count = 0U;
    uint32_t missed_before = 0U;

    while (!camera_ended() || camera_frame() != CAMERA_NO_FRAME) {
        const uint32_t frame = camera_frame();
        const uint32_t stepped = fuse_tick() & chain;
        report_log(camera_frame());
        note_steps(stepped, steps, &step_count);

        if (frame != CAMERA_NO_FRAME && stepped == 0U) {
            char file[32];
            const uint32_t bytes = downlink_size();
            if (!downlink_finish(frame, file, sizeof file)) {
                return false;
            }
            const uint32_t missed = camera_missed();
            report_frame(frame, steps, step_count, file, bytes, missed - missed_before);
            missed_before = missed;
            step_count = 0U;
            (*done)++;
            camera_release();
        } else if (camera_frame() == CAMERA_NO_FRAME && !sleep_until_work(HAS_SHUTTER && !camera_ended()) && !camera_ended()) {
            (void)fprintf(stderr, "error: no running module takes the remaining frames\n");
            return false;
        } else {
            /* A frame in the slot: the next tick tells whether it is through. */
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    options_t options = {.modules = ".", .period_us = DEFAULT_PERIOD_US};
    if (!parse_options(argc, argv, &options)) {
        return EXIT_FAILURE;
    }
    pictures_t pictures;
    if (!pgm_read_all(stdin, DEMO_FRAME_WIDTH, DEMO_FRAME_HEIGHT, &pictures)) {
        return EXIT_FAILURE;
    }
    camera_init(&pictures, FRAME_BYTES, (options.frames != 0U) ? options.frames : pictures.count);
    if (!downlink_init(options.out, RLE_BOUND(FRAME_BYTES)) || sem_init(&wake_up, 0, 0U) != 0) {
        (void)fprintf(stderr, "error: no memory for a frame\n");
        return EXIT_FAILURE;
    }

    fuse_platform_init();
    const fuse_hal_t hal = make_hal();
    const fuse_stat_t stat = fuse_init(module_memory, sizeof module_memory, log_memory, sizeof log_memory, &hal);
    if (stat != FUSE_SUCCESS) {
        (void)fprintf(stderr, "error: cannot initialise the runtime: %s\n", fuse_stat_name(stat));
        return EXIT_FAILURE;
    }
    bool good = modules_start(options.modules);
    if (good) {
        report_start(DEMO_FRAME_WIDTH, DEMO_FRAME_HEIGHT);
        good = start_shutter(&options);
    }
    uint32_t done = 0U;
    good = good && run(&done);
    report_log(CAMERA_NO_FRAME);
    if (good) {
        report_end(done, camera_missed());
    }
    (void)fuse_deinit();
    modules_release();
    free(pictures.pixels);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
