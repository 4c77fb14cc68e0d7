/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file threads.c
 * One task runs modules; other threads and signal handlers post, clear, ask for states and expire quotas without pause. No post is
 * lost, no step is ended whose quota was not over, one whose quota is over is ended whoever says so, and nothing crashes.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>

#include "fuse.h"
#include "fuse_platform.h"
#include "test_modules.h"

#define POSTS 20000U
#define CHURN_US 1500000U
#define SIGNALS 3000U
#define SIGNAL_PERIOD_US 200
#define QUOTA_US 20000U
#define LATE_US 250000U

/* hostile.wat's commands. */
#define NOTHING 0.0F
#define LOOP_INTEGER 1.0F
#define LOOP_FILL 4.0F
#define LOOP_HOST_CALLS 5.0F

static uint64_t pool[8192];
static uint64_t log_memory[512];
static atomic_uint_fast32_t completed;
static atomic_bool done;
static uint32_t failures;
static float command;
static volatile sig_atomic_t signals;
static atomic_uint_fast32_t armed_id;

static void expect(bool holds, const char *what)
{
    if (!holds) {
        failures++;
        (void)printf("  %s\n", what);
    }
}

static float reading(void)
{
    return command;
}

static fuse_module_id_t start(const uint8_t *image, uint32_t size, uint32_t activation, uint32_t quota_us)
{
    const fuse_policy_t policy = {.capabilities = FUSE_CAP_TEMP_SENSOR | FUSE_CAP_EVENT_POST | FUSE_CAP_TIMER | FUSE_CAP_CAMERA | FUSE_CAP_LOG,
                                  .memory_pages_max = 1U, .stack_size = 8192U, .cpu_quota_us = quota_us,
                                  .activation_mask = activation, .event_subscribe = 1U};
    fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
    expect(fuse_module_load(image, size, &policy, &id) == FUSE_SUCCESS, "load failed");
    expect(fuse_module_start(id) == FUSE_SUCCESS, "start failed");
    return id;
}

/** Posts, and waits for the step that follows each post. */
static void *post(void *unused)
{
    (void)unused;
    for (uint32_t i = 0; i < POSTS; i++) {
        const uint_fast32_t before = atomic_load(&completed);
        if (fuse_post_event(0U) != FUSE_SUCCESS) {
            break;
        }
        for (uint32_t waited = 0; atomic_load(&completed) == before; waited++) {
            if (waited == 1000000U) {
                atomic_store(&done, true);
                return &failures;
            }
            if (waited > 1000U) {
                fuse_platform_sleep_us(10U);
            }
        }
    }
    atomic_store(&done, true);
    return NULL;
}

static void posts_are_not_lost(void)
{
    pthread_t thread;
    void *lost = NULL;
    const fuse_module_id_t id = start(module_worker_aot, module_worker_aot_size, FUSE_ACTIVATION_EVENT, 10000000U);
    atomic_store(&done, false);
    expect(pthread_create(&thread, NULL, post, NULL) == 0, "no thread");
    while (!atomic_load(&done)) {
        if (fuse_tick() != 0U) {
            atomic_fetch_add(&completed, 1U);
        }
    }
    (void)pthread_join(thread, &lost);
    expect(lost == NULL, "a posted event was not followed by a step");
    expect(fuse_module_unload(id) == FUSE_SUCCESS, "unload failed");
}

/** What interrupts may do, in any order, with any id; only ids that hold no quota are expired. */
static void *disturb(void *unused)
{
    uint32_t state = 1U;
    (void)unused;
    while (!atomic_load(&done)) {
        fuse_module_state_t seen = FUSE_MODULE_STATE_UNLOADED;
        state = state * 1664525U + 1013904223U;
        (void)fuse_post_event(state >> 27);
        (void)fuse_clear_event(state >> 26);
        const fuse_stat_t stat = fuse_module_stat(state >> 28, &seen);
        if (stat == FUSE_SUCCESS && seen > FUSE_MODULE_STATE_UNLOADED) {
            return &failures;
        }
        fuse_quota_expired(4U + (state >> 26));
    }
    return NULL;
}

static void disturbed(void)
{
    pthread_t threads[2];
    void *wrong = NULL;
    uint32_t steps = 0U;
    const fuse_module_id_t survivor = start(module_worker_aot, module_worker_aot_size, FUSE_ACTIVATION_INTERVAL, 10000000U);
    const uint64_t begin = fuse_platform_get_timestamp_us();
    atomic_store(&done, false);
    for (size_t i = 0; i < 2U; i++) {
        expect(pthread_create(&threads[i], NULL, disturb, NULL) == 0, "no thread");
    }
    while (fuse_platform_get_timestamp_us() - begin < CHURN_US && failures == 0U) {
        const fuse_module_id_t id = start(module_hostile_aot, module_hostile_aot_size, FUSE_ACTIVATION_EVENT, 10000000U);
        for (uint32_t i = 0; i < 50U; i++) {
            const uint32_t mask = fuse_tick();
            steps++;
            expect((mask & (1U << survivor)) != 0U, "the survivor missed a tick");
        }
        expect(fuse_module_unload(id) == FUSE_SUCCESS, "unload failed");
    }
    atomic_store(&done, true);
    for (size_t i = 0; i < 2U; i++) {
        (void)pthread_join(threads[i], &wrong);
        expect(wrong == NULL, "module_stat gave a state that does not exist");
    }
    expect(steps > 0U, "no step");
    expect(fuse_module_unload(survivor) == FUSE_SUCCESS, "unload failed");
}

static void post_in_signal(int number)
{
    fuse_module_state_t state = FUSE_MODULE_STATE_UNLOADED;
    (void)number;
    (void)fuse_post_event(0U);
    (void)fuse_module_stat(0U, &state);
    fuse_quota_expired(7U);
    signals++;
}

static void every(int period_us, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    const struct itimerval timer = {.it_interval = {.tv_usec = period_us}, .it_value = {.tv_usec = period_us}};
    expect(sigaction(SIGALRM, &action, NULL) == 0, "no signal handler");
    expect(setitimer(ITIMER_REAL, &timer, NULL) == 0, "no timer");
}

static void no_more(void)
{
    const struct itimerval never = {.it_value = {.tv_sec = 0}};
    expect(setitimer(ITIMER_REAL, &never, NULL) == 0, "no timer");
}

/** Interrupts at any point of the runtime: after each there is a step. */
static void interrupted(void)
{
    const fuse_module_id_t id = start(module_worker_aot, module_worker_aot_size, FUSE_ACTIVATION_EVENT, 10000000U);
    fuse_module_info_t info;
    signals = 0;
    every(SIGNAL_PERIOD_US, post_in_signal);
    while ((uint32_t)signals < SIGNALS && failures == 0U) {
        const sig_atomic_t before = signals;
        const fuse_module_id_t churn = start(module_hostile_aot, module_hostile_aot_size, FUSE_ACTIVATION_EVENT, 10000000U);
        (void)fuse_tick();
        const uint32_t again = fuse_tick();
        expect(again == 0U || signals != before, "a step without a post");
        expect(fuse_module_unload(churn) == FUSE_SUCCESS, "unload failed");
    }
    no_more();
    (void)fuse_post_event(0U);
    expect(fuse_tick() == 1U << id, "the last post was lost");
    expect(fuse_module_info(id, &info) == FUSE_SUCCESS && info.steps > 1U && info.quota_kills == 0U, "no steps");
    expect(fuse_module_unload(id) == FUSE_SUCCESS, "unload failed");
}

/* A host's own quota timer, which knows nothing of the platform: another thread, or a signal on the thread that steps. */

static void *expire_later(void *unused)
{
    (void)unused;
    fuse_platform_sleep_us(QUOTA_US);
    fuse_quota_expired((fuse_module_id_t)atomic_load(&armed_id));
    return NULL;
}

static pthread_t expirer;

static void arm_thread(fuse_module_id_t id, uint32_t us)
{
    (void)us;
    atomic_store(&armed_id, id);
    if (command > NOTHING) {
        expect(pthread_create(&expirer, NULL, expire_later, NULL) == 0, "no thread");
    }
}

static void cancel_thread(fuse_module_id_t id)
{
    (void)id;
    if (command > NOTHING) {
        (void)pthread_join(expirer, NULL);
    }
}

static void expire_in_signal(int number)
{
    (void)number;
    fuse_quota_expired((fuse_module_id_t)atomic_load(&armed_id));
}

static void arm_signal(fuse_module_id_t id, uint32_t us)
{
    atomic_store(&armed_id, id);
    if (command > NOTHING) {
        every((int)us, expire_in_signal);
    }
}

static void cancel_signal(fuse_module_id_t id)
{
    (void)id;
    if (command > NOTHING) {
        no_more();
    }
}

static void stopped_by(const fuse_hal_t *hal)
{
    static const float commands[] = {LOOP_INTEGER, LOOP_FILL, LOOP_HOST_CALLS};
    expect(fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, hal) == FUSE_SUCCESS, "init failed");
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        command = NOTHING;
        const fuse_module_id_t id = start(module_hostile_aot, module_hostile_aot_size, FUSE_ACTIVATION_MANUAL, QUOTA_US);
        const fuse_module_id_t worker = start(module_worker_aot, module_worker_aot_size, FUSE_ACTIVATION_MANUAL, 0U);
        const uint64_t begin = fuse_platform_get_timestamp_us();
        command = commands[i];
        expect(fuse_module_run_step(id) == FUSE_ERR_QUOTA_EXCEEDED, "not stopped as QUOTA_EXCEEDED");
        command = NOTHING;
        const uint64_t elapsed = fuse_platform_get_timestamp_us() - begin;
        expect(elapsed >= QUOTA_US && elapsed <= QUOTA_US + LATE_US, "not stopped in time");
        expect(fuse_module_run_step(worker) == FUSE_SUCCESS, "the worker does not run");
        expect(fuse_module_unload(id) == FUSE_SUCCESS && fuse_module_unload(worker) == FUSE_SUCCESS, "unload failed");
    }
    expect(fuse_deinit() == FUSE_SUCCESS, "deinit failed");
}

int main(void)
{
    const fuse_hal_t hal = {.temp.get_reading = reading, .quota_arm = fuse_platform_quota_arm, .quota_cancel = fuse_platform_quota_cancel};
    fuse_platform_init();
    expect(fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hal) == FUSE_SUCCESS, "init failed");
    posts_are_not_lost();
    disturbed();
    interrupted();
    expect(fuse_deinit() == FUSE_SUCCESS, "deinit failed");
    const fuse_hal_t by_thread = {.temp.get_reading = reading, .quota_arm = arm_thread, .quota_cancel = cancel_thread};
    const fuse_hal_t by_signal = {.temp.get_reading = reading, .quota_arm = arm_signal, .quota_cancel = cancel_signal};
    stopped_by(&by_thread);
    stopped_by(&by_signal);
    (void)printf("%u passed, %u failed\n", failures == 0U ? 1U : 0U, failures == 0U ? 0U : 1U);
    return failures == 0U ? EXIT_SUCCESS : EXIT_FAILURE;
}
