/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Entries. The linker puts two functions between runtime and platform (--wrap): fuse_platform_guard_enter(), at whose end the entry's
 * time passes and its quota is judged, and fuse_post_event(), so that it is known who posts. The platform's own quota timer remains,
 * in real time, for a module that never comes back.
 */
#include "entries.h"

#include <stddef.h>

#include "clock.h"
#include "fuse_platform.h"
#include "lines.h"
#include "world.h"

/** A module that calls devices so often in one entry is in a loop that time, which stands still in it, cannot end. */
#define CALLS_MAX 100000U

uint32_t __real_fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text);
uint32_t __wrap_fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text);
fuse_stat_t __real_fuse_post_event(uint32_t id);
fuse_stat_t __wrap_fuse_post_event(uint32_t id);

typedef struct {
    bool is_under_way;
    fuse_module_id_t id;
    uint32_t index;
    uint32_t calls[TWIN_DEVICES];
    uint32_t all_calls;
} entry_t;

static const twin_scenario_t *scenario;
static twin_kind_t kind = TWIN_LOAD;
static entry_t entry;
static uint32_t index_of[TWIN_MODULES_MAX];
static uint32_t next_duration[TWIN_MODULES_MAX];
static const char *const kind_names[] = {"load", "init", "step", "deinit"};
static bool in_interrupt;
static const char *failure;
static uint32_t cursor;
static uint32_t next_sequence;
static uint32_t lost;

void twin_entries_begin(const twin_scenario_t *given)
{
    scenario = given;
    lost = 0U;
    failure = NULL;
    for (uint32_t i = 0U; i < TWIN_MODULES_MAX; i++) {
        index_of[i] = TWIN_NONE;
        next_duration[i] = 0U;
    }
}

void twin_entries_are(twin_kind_t given)
{
    kind = given;
}

void twin_entries_name(fuse_module_id_t id, uint32_t index)
{
    index_of[id] = index;
}

const char *twin_name_of(fuse_module_id_t id)
{
    const uint32_t index = (id < TWIN_MODULES_MAX) ? index_of[id] : TWIN_NONE;
    return (index == TWIN_NONE) ? "-" : scenario->modules[index].name;
}

const char *twin_entry_module(void)
{
    return entry.is_under_way ? scenario->modules[entry.index].name : "-";
}

const char *twin_entry_last(void)
{
    return scenario->modules[entry.index].name;
}

const char *twin_entries_failure(void)
{
    return failure;
}

/* ---- The log ---- */

void twin_log_begin(void)
{
    cursor = 0U;
    next_sequence = 0U;
}

void twin_report_log(void)
{
    static fuse_log_entry_t line;
    while (fuse_log_read(&cursor, &line) == FUSE_SUCCESS) {
        lost += line.sequence - next_sequence;
        next_sequence = line.sequence + 1U;
        twin_log_line(&line, twin_name_of(line.module_id));
    }
}

uint32_t twin_log_lost(void)
{
    return lost;
}

/* ---- Entries ---- */

void twin_quota_arm(fuse_module_id_t id, uint32_t us)
{
    (void)us;
    entry = (entry_t){.is_under_way = true, .id = id, .index = index_of[id]};
    fuse_platform_quota_arm(id, scenario->header->hang_us);
}

void twin_quota_cancel(fuse_module_id_t id)
{
    fuse_platform_quota_cancel(id);
    entry.is_under_way = false;
}

void twin_entry_called(uint32_t device)
{
    if (!entry.is_under_way) {
        return;
    }
    entry.calls[device]++;
    entry.all_calls++;
    if (entry.all_calls > CALLS_MAX) {
        fuse_quota_expired(entry.id);
    }
}

static uint32_t add(uint32_t a, uint32_t b)
{
    return (a > UINT32_MAX - b) ? UINT32_MAX : (a + b);
}

static uint32_t times(uint32_t count, uint32_t us)
{
    const uint64_t product = (uint64_t)count * us;
    return (product > UINT32_MAX) ? UINT32_MAX : (uint32_t)product;
}

/** What the scenario says that the step takes, without what the devices add. */
static uint32_t listed_duration(uint32_t index)
{
    const twin_module_t *const module = &scenario->modules[index];
    const uint32_t *const durations = twin_at(scenario, module->durations);
    if (module->duration_count == 0U && module->is_recorded == 0U) {
        return 0U;
    }
    if (next_duration[index] >= module->duration_count) {
        if (module->is_recorded != 0U) {
            failure = "the recording has no more steps of";
            return 0U;
        }
        next_duration[index] = 0U;
    }
    const uint32_t us = durations[next_duration[index]];
    next_duration[index]++;
    return us;
}

static uint32_t duration(uint32_t measured_us)
{
    const twin_module_t *const module = &scenario->modules[entry.index];
    if (kind == TWIN_INIT) {
        return module->init_us;
    }
    if (kind != TWIN_STEP) {
        return 0U;
    }
    uint32_t us = (module->is_measured != 0U) ? measured_us : listed_duration(entry.index);
    for (uint32_t device = 0U; device < TWIN_DEVICES; device++) {
        us = add(us, times(entry.calls[device], module->call_us[device]));
    }
    const uint32_t forced = twin_world_take_overrun(entry.index);
    return (forced == TWIN_NONE) ? us : forced;
}

/** Lets the entry's time pass; `hung`: it was stopped because it does not end by itself. */
static void finish(bool hung, uint32_t measured_us)
{
    const uint64_t began = twin_now();
    const uint32_t quota_us = scenario->modules[entry.index].policy[4];
    uint32_t us = duration(measured_us);
    const bool is_over = hung || ((quota_us != 0U) && (us > quota_us));
    const char *outcome = "ok";
    if (hung && quota_us == 0U) {
        failure = "no quota, and the code does not end by itself:";
    }
    if (is_over) {
        outcome = hung ? "hung" : "over";
        us = quota_us;
    }
    twin_report_log();
    twin_advance(began + us);
    if (twin_is_dark()) {
        outcome = "dark";
    } else if (is_over && !hung) {
        fuse_quota_expired(entry.id);
    } else {
        /* The runtime finds out by itself how it ended. */
    }
    twin_line("entry", began);
    twin_word(scenario->modules[entry.index].name);
    twin_word(kind_names[kind]);
    twin_number((uint32_t)(twin_now() - began));
    twin_word(outcome);
    twin_end_line();
}

uint32_t __wrap_fuse_platform_guard_enter(void *code, void *argument, const fuse_platform_text_t *text)
{
    if (twin_is_dark() || failure != NULL) {
        return FUSE_GUARD_RETURNED;
    }
    const uint64_t before = fuse_platform_get_timestamp_us();
    const uint32_t ended = __real_fuse_platform_guard_enter(code, argument, text);
    const uint64_t taken = fuse_platform_get_timestamp_us() - before;
    finish(fuse_entry_expired(), (taken < UINT32_MAX) ? (uint32_t)taken : UINT32_MAX);
    return ended;
}

/* ---- Events ---- */

fuse_stat_t __wrap_fuse_post_event(uint32_t id)
{
    twin_line("post", twin_now());
    twin_number(id);
    twin_word(in_interrupt ? "-" : twin_entry_module());
    twin_end_line();
    return __real_fuse_post_event(id);
}

void twin_post_interrupt(uint32_t event)
{
    if (twin_is_dark()) {
        return;
    }
    in_interrupt = true;
    (void)__wrap_fuse_post_event(event);
    in_interrupt = false;
}
