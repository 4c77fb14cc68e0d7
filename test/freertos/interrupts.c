/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file interrupts.c
 * The image `interrupts`: five modules run thousands of steps while an interrupt comes again and again, posts events and expires
 * quotas. What each module computes is computed beside it, and what each event must cause is known to the interrupt. With a spare
 * timer the interrupts come at pseudo-random moments, which the first parameter of the run, a seed, determines.
 */
#include <stddef.h>
#include <string.h>

#include "board.h"
#include "events.h"
#include "fuse.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "host.h"
#include "work_caller.h"
#include "work_computer.h"
#include "work_listener.h"
#include "work_poster.h"
#include "report.h"
#include "source.h"
#include "wasm_export.h"
#include "work.h"

#define STEPS_MIN 12000U
#define INTERRUPTS_MIN 3000U
#define QUOTA_US 10000000U
#define EVENTS 8U
/** What the poster posts, and the second listener subscribes to. */
#define MODULE_EVENT 16U

/* Ids are given in the order of loading. */
#define LISTENER_A 0U
#define LISTENER_B 1U
#define COMPUTER 2U
#define POSTER 3U
#define VICTIM 4U
#define MODULES 5U

typedef struct {
    const uint8_t *image;
    const uint32_t *size;
    uint32_t rounds;
    uint32_t subscribed;
    uint32_t activation;
} kind_t;

static const kind_t kinds[MODULES] = {
    [LISTENER_A] = {work_listener_aot, &work_listener_aot_size, LISTENER_ROUNDS, 0x0FU, FUSE_ACTIVATION_EVENT},
    [LISTENER_B] = {work_listener_aot, &work_listener_aot_size, LISTENER_ROUNDS, 0x3CU | (1U << MODULE_EVENT), FUSE_ACTIVATION_EVENT},
    [COMPUTER] = {work_computer_aot, &work_computer_aot_size, COMPUTER_ROUNDS, 0U, FUSE_ACTIVATION_INTERVAL},
    [POSTER] = {work_poster_aot, &work_poster_aot_size, POSTER_ROUNDS, 0U, FUSE_ACTIVATION_INTERVAL},
    [VICTIM] = {work_caller_aot, &work_caller_aot_size, CALLER_ROUNDS, 0U, FUSE_ACTIVATION_INTERVAL},
};

static uint64_t pool[3584];
static uint64_t log_memory[256];

/** What each module must have computed; `reported` is what it said last. */
static work_t models[MODULES];
static struct {
    uint32_t steps;
    uint32_t checksum;
} reported[MODULES];
static uint32_t entered;

static uint32_t steps;
static uint32_t kills;
static uint32_t wrong_sums;
static uint32_t wrong_kills;
static uint32_t wrong_states;

/* What the interrupt does, and what the task reads of it. */
static uint32_t random_state;
static volatile uint32_t interrupts;
static volatile uint32_t hits;
static volatile uint32_t stale_word;
static volatile uint32_t armed_id = FUSE_INVALID_MODULE_ID;

static uint32_t next_random(void)
{
    random_state ^= random_state << 13U;
    random_state ^= random_state >> 17U;
    random_state ^= random_state << 5U;
    return random_state;
}

/** Expires the quota of `id`, and counts if that must end the entry under way. */
static void expire(uint32_t id)
{
    const uint32_t word = fuse_entry_word();
    const bool hit = ((word & FUSE_PLATFORM_ENTRY_PHASE_MASK) == FUSE_PLATFORM_ENTRY_ARMED)
        && (((word >> FUSE_PLATFORM_ENTRY_ID_SHIFT) & FUSE_PLATFORM_ENTRY_ID_MASK) == id);
    if (hit) {
        hits++;
    }
    fuse_quota_expired(id);
    if (fuse_entry_expired() != (hit || ((word & FUSE_PLATFORM_ENTRY_PHASE_MASK) == FUSE_PLATFORM_ENTRY_EXPIRED))) {
        wrong_kills++;
    }
}

static uint32_t on_interrupt(void)
{
    const uint32_t r = next_random();
    interrupts++;
    const uint32_t event = r % EVENTS;
    events_posted(event);
    if (fuse_post_event(event) != FUSE_SUCCESS) {
        wrong_states++;
    }
    switch ((r >> 8U) % 8U) {
    case 0U:
        expire(VICTIM);
        break;
    case 1U:
        /* Never the one under way. */
        fuse_quota_expired((armed_id == COMPUTER) ? POSTER : COMPUTER + 64U);
        fuse_quota_expired(FUSE_INVALID_MODULE_ID);
        break;
    case 2U:
        fuse_quota_expired_entry(stale_word);
        break;
    default:
        break;
    }
    return 20U + (next_random() % 200U);
}

static float get_reading(void)
{
    return 21.0F;
}

static uint64_t last_frame(void *buffer, uint32_t size)
{
    if (size == WORK_REPORT_BYTES) {
        (void)memcpy(&reported[entered], buffer, size);
    }
    return size;
}

static void quota_arm(uint32_t id, uint32_t us)
{
    armed_id = id;
    entered = id;
    events_entered(id);
    fuse_platform_quota_arm(id, us);
}

static void quota_cancel(uint32_t id)
{
    fuse_platform_quota_cancel(id);
    stale_word = (fuse_entry_word() & ~FUSE_PLATFORM_ENTRY_PHASE_MASK) | FUSE_PLATFORM_ENTRY_ARMED;
    armed_id = FUSE_INVALID_MODULE_ID;
}

static fuse_policy_t policy_of(uint32_t id)
{
    const fuse_policy_t policy = {
        .capabilities = FUSE_CAP_TEMP_SENSOR | FUSE_CAP_CAMERA | FUSE_CAP_EVENT_POST,
        .memory_pages_max = 1U,
        .stack_size = 4096U,
        .cpu_quota_us = QUOTA_US,
        .activation_mask = kinds[id].activation,
        .event_subscribe = kinds[id].subscribed,
    };
    return policy;
}

static bool load_all(void)
{
    bool good = true;
    for (uint32_t id = 0U; id < MODULES; id++) {
        const fuse_policy_t policy = policy_of(id);
        fuse_module_id_t loaded = FUSE_INVALID_MODULE_ID;
        good = good && (fuse_module_load(kinds[id].image, *kinds[id].size, &policy, &loaded) == FUSE_SUCCESS) && (loaded == id)
            && (fuse_module_start(id) == FUSE_SUCCESS);
    }
    return good;
}

static bool state_is(uint32_t id, fuse_module_state_t wanted)
{
    fuse_module_state_t state = FUSE_MODULE_STATE_UNLOADED;
    return (fuse_module_stat(id, &state) == FUSE_SUCCESS) && (state == wanted);
}

/** A module that has completed a step: its counters are those of the model, exactly. */
static void check_step(uint32_t id)
{
    work_step(&models[id], kinds[id].rounds);
    steps++;
    if ((reported[id].steps != models[id].steps) || (reported[id].checksum != models[id].checksum)) {
        wrong_sums++;
    }
}

/** The victim was killed if, and only if, the interrupt hit it; then a new one takes its place. */
static void check_victim(bool completed, uint32_t hits_before)
{
    const bool hit = hits != hits_before;
    if (hit == completed) {
        wrong_kills++;
    }
    if (!hit) {
        return;
    }
    kills++;
    const fuse_policy_t policy = policy_of(VICTIM);
    if (!state_is(VICTIM, FUSE_MODULE_STATE_QUOTA_EXCEEDED)
        || (fuse_module_replace(VICTIM, kinds[VICTIM].image, *kinds[VICTIM].size, &policy) != FUSE_SUCCESS)) {
        wrong_states++;
    }
    (void)memset(&models[VICTIM], 0, sizeof models[VICTIM]);
}

static void run_tick(void)
{
    const uint32_t hits_before = hits;
    events_tick_begins();
    const uint32_t mask = fuse_tick();
    events_tick_ends(mask, (mask & (1U << POSTER)) != 0U);
    for (uint32_t id = 0U; id < MODULES; id++) {
        if ((mask & (1U << id)) != 0U) {
            check_step(id);
        }
        if ((id != VICTIM) && !state_is(id, FUSE_MODULE_STATE_RUNNING)) {
            wrong_states++;
        }
    }
    check_victim((mask & (1U << VICTIM)) != 0U, hits_before);
}

static uint32_t pool_free(void)
{
    mem_alloc_info_t info;
    return wasm_runtime_get_mem_alloc_info(&info) ? info.total_free_size : 0U;
}

/** Without interrupts and the poster, a tick for what is latched; after it, nothing is. */
static bool comes_to_rest(void)
{
    uint64_t due = 0U;
    source_stop();
    bool good = true;
    for (uint32_t id = COMPUTER; id < MODULES; id++) {
        good = (fuse_module_pause(id) == FUSE_SUCCESS) && good;
    }
    events_tick_begins();
    const uint32_t mask = fuse_tick();
    events_tick_ends(mask, false);
    for (uint32_t id = LISTENER_A; id <= LISTENER_B; id++) {
        if ((mask & (1U << id)) != 0U) {
            check_step(id);
        }
    }
    good = (fuse_next_due_us(&due) == FUSE_SUCCESS) && (due == UINT64_MAX) && good;
    events_tick_begins();
    const uint32_t nothing = fuse_tick();
    events_tick_ends(nothing, false);
    return good && (nothing == 0U);
}

static void print_figures(void)
{
    report_text("interrupts ");
    report_number(interrupts);
    report_text(", steps ");
    report_number(steps);
    report_text(", kills ");
    report_number(kills);
    for (uint32_t id = 0U; id < MODULES; id++) {
        report_text((id == 0U) ? ", checksums " : " ");
        report_number(models[id].checksum);
    }
    report_text("\n");
}

static uint32_t run(void)
{
    static const fuse_hal_t hal = {
        .temp = {.get_reading = get_reading},
        .timer = {.get_timestamp = fuse_platform_get_timestamp_us},
        .camera = {.last_frame = last_frame},
        .quota_arm = quota_arm,
        .quota_cancel = quota_cancel,
    };
    const uint32_t seed = board_parameter(0U);
    random_state = (seed == 0U) ? 0x2545F491U : seed * 0x9E3779B9U;
    report_begin("interrupts");
    fuse_platform_init();
    report_check("init", fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hal) == FUSE_SUCCESS);
    const uint32_t free_bytes = pool_free();
    const uint64_t held = test_held_resources();
    for (uint32_t id = LISTENER_A; id <= LISTENER_B; id++) {
        events_listen(id, kinds[id].subscribed & ((1U << EVENTS) - 1U), (kinds[id].subscribed & (1U << MODULE_EVENT)) != 0U);
    }
    report_check("load", load_all());
    source_start(on_interrupt);
    while ((steps < STEPS_MIN) || (interrupts < INTERRUPTS_MIN)) {
        run_tick();
    }
    report_check("comesToRest", comes_to_rest());
    report_check("noEventLost", events_lost() == 0U);
    report_check("noEventTwice", events_without_cause() == 0U);
    report_check("checksumsExact", wrong_sums == 0U);
    report_check("killsExact", (wrong_kills == 0U) && (kills > 0U) && (kills == hits));
    report_check("statesExact", wrong_states == 0U);
    for (uint32_t id = 0U; id < MODULES; id++) {
        wrong_states += (fuse_module_unload(id) == FUSE_SUCCESS) ? 0U : 1U;
    }
    report_check("unload", wrong_states == 0U);
    report_check("poolUnchanged", (pool_free() == free_bytes) && (test_held_resources() == held));
    print_figures();
    return report_end();
}

int main(void)
{
    fuse_freertos_run(run);
}
