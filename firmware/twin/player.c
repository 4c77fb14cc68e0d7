/* SPDX-License-Identifier: Apache-2.0 */
/** The host's loop in virtual time: start, tick, sleep, and what faults do to the whole device. */
#include "player.h"

#include <string.h>

#include "clock.h"
#include "entries.h"
#include "fuse.h"
#include "lines.h"
#include "world.h"

/** Ticks at one microsecond after which nothing will move on any more. */
#define STANDSTILL 1000U
/** The quota of a module that has none: the player needs its entries to be guarded. */
#define NO_QUOTA UINT32_MAX

#define POLICY_QUOTA 4U

static const twin_scenario_t *scenario;
static const twin_memory_t *memory;
static fuse_module_id_t ids[TWIN_MODULES_MAX];
/** Since the last boot: the host's periods begin there. */
static uint64_t first_tick;
/** The runtime has been started, and not ended. */
static bool is_up;

static uint64_t least(uint64_t a, uint64_t b)
{
    return (a < b) ? a : b;
}

static bool fail(const char *what, const char *name)
{
    twin_line("error", twin_now());
    twin_word(what);
    if (name != NULL) {
        twin_word(name);
    }
    twin_end_line();
    return false;
}

static void module_stopped(fuse_module_id_t id, fuse_module_state_t state)
{
    if (twin_is_dark()) {
        return;
    }
    twin_report_log();
    twin_line("stopped", twin_now());
    twin_word(twin_name_of(id));
    twin_word(twin_state_name(state));
    twin_end_line();
}

static fuse_policy_t policy_of(const twin_module_t *module)
{
    const uint32_t *const field = module->policy;
    return (fuse_policy_t){.capabilities = field[0],
                           .memory_pages_max = field[1],
                           .stack_size = field[2],
                           .heap_size = field[3],
                           .cpu_quota_us = (field[POLICY_QUOTA] == 0U) ? NO_QUOTA : field[POLICY_QUOTA],
                           .step_interval_us = field[5],
                           .activation_mask = field[6],
                           .event_subscribe = field[7]};
}

/** The lowest free id is the one that the runtime takes. */
static fuse_module_id_t next_id(void)
{
    for (fuse_module_id_t id = 0U;; id++) {
        fuse_module_state_t state = 0U;
        if (fuse_module_stat(id, &state) != FUSE_SUCCESS) {
            return id;
        }
    }
}

static fuse_stat_t load(uint32_t index)
{
    const twin_module_t *const module = &scenario->modules[index];
    const fuse_policy_t policy = policy_of(module);
    const uint8_t *image = twin_at(scenario, module->image);
    if (twin_world_is_corrupt(index) && module->image_size <= memory->scratch_bytes) {
        (void)memcpy(memory->scratch, image, module->image_size);
        twin_world_corrupt(index, memory->scratch, module->image_size);
        image = memory->scratch;
    }
    twin_entries_are(TWIN_LOAD);
    twin_entries_name(next_id(), index);
    return fuse_module_load(image, module->image_size, &policy, &ids[index]);
}

static void report_refusal(uint32_t index, const char *what, fuse_stat_t stat)
{
    twin_line("refused", twin_now());
    twin_word(scenario->modules[index].name);
    twin_word(what);
    twin_word(fuse_stat_name(stat));
    twin_end_line();
}

/** A module that cannot be loaded or started leaves the others running. */
static void start(uint32_t index)
{
    ids[index] = FUSE_INVALID_MODULE_ID;
    const char *what = "load";
    fuse_stat_t stat = load(index);
    if (stat == FUSE_SUCCESS) {
        what = "init";
        twin_entries_are(TWIN_INIT);
        stat = fuse_module_start(ids[index]);
    }
    twin_report_log();
    if (twin_is_dark()) {
        return;
    }
    if (stat != FUSE_SUCCESS) {
        report_refusal(index, what, stat);
        return;
    }
    twin_line("module", twin_now());
    twin_word(scenario->modules[index].name);
    twin_number(ids[index]);
    twin_end_line();
}

static bool boot(void)
{
    fuse_hal_t hal = {0};
    twin_world_boot();
    twin_world_wire(&hal);
    hal.quota_arm = twin_quota_arm;
    hal.quota_cancel = twin_quota_cancel;
    hal.module_stopped = module_stopped;
    twin_line("boot", twin_now());
    twin_end_line();
    twin_log_begin();
    const twin_header_t *const header = scenario->header;
    const fuse_stat_t stat = fuse_init(memory->pool, header->pool_bytes, memory->log, header->log_bytes, &hal);
    if (stat != FUSE_SUCCESS) {
        return fail("the runtime does not start:", fuse_stat_name(stat));
    }
    is_up = true;
    for (uint32_t i = 0U; i < header->module_count && !twin_is_dark(); i++) {
        start(i);
    }
    first_tick = twin_now();
    return true;
}

static void unload(uint32_t index)
{
    twin_entries_are(TWIN_DEINIT);
    if (ids[index] != FUSE_INVALID_MODULE_ID) {
        (void)fuse_module_unload(ids[index]);
    }
    twin_report_log();
}

static bool shut_down(void)
{
    if (!is_up) {
        return true;
    }
    is_up = false;
    for (uint32_t i = 0U; i < scenario->header->module_count; i++) {
        unload(i);
    }
    return fuse_deinit() == FUSE_SUCCESS;
}

/** Waits, and starts the runtime again unless the scenario is over by then, or the power is lost. */
static bool boot_at(uint64_t us)
{
    const uint64_t end = scenario->header->duration_us;
    twin_advance(least(us, end));
    return twin_is_dark() || twin_now() >= end || boot();
}

/** The power was lost: nothing of the modules runs any more, and what the log still had is gone. */
static bool come_back(void)
{
    const uint64_t end = scenario->header->duration_us;
    twin_entries_are(TWIN_DEINIT);
    is_up = false;
    (void)fuse_deinit();
    twin_advance(least(twin_power_returns(), end));
    twin_power_on();
    return boot_at(twin_now());
}

static void expect(uint32_t index, const char *what, fuse_stat_t stat)
{
    if (stat != FUSE_SUCCESS) {
        report_refusal(index, what, stat);
    }
}

static bool do_pending(void)
{
    for (uint32_t at = twin_take_pending(); at != TWIN_NONE; at = twin_take_pending()) {
        const twin_action_t *const action = &scenario->actions[at];
        twin_world_report(at);
        switch (action->kind) {
        case TWIN_RESTART:
            (void)shut_down();
            if (!boot_at(twin_now() + action->value)) {
                return false;
            }
            break;
        case TWIN_RELOAD:
            unload(action->subject);
            start(action->subject);
            break;
        case TWIN_PAUSE:
            expect(action->subject, "pause", fuse_module_pause(ids[action->subject]));
            break;
        default:
            expect(action->subject, "resume", fuse_module_start(ids[action->subject]));
            break;
        }
        twin_report_log();
    }
    return true;
}

/** When the host calls fuse_tick() again: when its period is over, at once if that has been, or when there is work. */
static uint64_t next_tick(uint64_t began)
{
    const uint32_t tick_us = scenario->header->tick_us;
    const uint64_t now = twin_now();
    if (tick_us != 0U) {
        const uint64_t planned = began - ((began - first_tick) % tick_us) + tick_us;
        return (planned > now) ? planned : now;
    }
    uint64_t due_us = UINT64_MAX;
    (void)fuse_next_due_us(&due_us);
    return (due_us < UINT64_MAX - now) ? now + due_us : UINT64_MAX;
}

/** One round: what is due, a tick, sleep. */
static bool play_round(void)
{
    twin_advance(twin_now());
    if (!twin_is_dark() && !do_pending()) {
        return false;
    }
    if (twin_is_dark()) {
        return come_back();
    }
    if (!is_up) {
        return true;
    }
    twin_entries_are(TWIN_STEP);
    const uint64_t began = twin_now();
    (void)fuse_tick();
    if (twin_is_dark() || twin_entries_failure() != NULL) {
        return true;
    }
    twin_report_log();
    const uint64_t end = scenario->header->duration_us;
    const uint64_t tick = next_tick(began);
    /* A host that ticks at a period sees what interrupts did at its next tick. */
    const uint64_t wake = (scenario->header->tick_us != 0U) ? tick : least(tick, twin_next_action());
    twin_advance(least(wake, end));
    return true;
}

static void report_results(void)
{
    for (uint32_t i = 0U; i < scenario->header->module_count; i++) {
        fuse_module_info_t info = {.state = FUSE_MODULE_STATE_UNLOADED};
        (void)fuse_module_info(ids[i], &info);
        twin_line("result", twin_now());
        twin_word(scenario->modules[i].name);
        twin_word(twin_state_name(info.state));
        twin_number(info.pool_bytes);
        twin_number(info.memory_bytes);
        twin_end_line();
    }
}

bool twin_play(const twin_scenario_t *given, const twin_memory_t *room)
{
    scenario = given;
    memory = room;
    twin_clock_begin(scenario);
    twin_world_begin(scenario);
    twin_entries_begin(scenario);
    twin_advance(0U);
    if (!boot()) {
        return false;
    }
    uint32_t rounds = 0U;
    uint64_t before = twin_now();
    while (twin_now() < scenario->header->duration_us) {
        if (!play_round()) {
            return false;
        }
        if (twin_entries_failure() != NULL) {
            return fail(twin_entries_failure(), twin_entry_last());
        }
        rounds = (twin_now() == before) ? rounds + 1U : 0U;
        before = twin_now();
        if (rounds > STANDSTILL) {
            return fail("time stands still: a module is due again at once and its steps take no time", NULL);
        }
    }
    report_results();
    const bool good = shut_down() && (twin_entries_failure() == NULL);
    twin_line("end", twin_now());
    twin_number(twin_log_lost());
    twin_end_line();
    return good;
}
