/* SPDX-License-Identifier: Apache-2.0 */
/** Virtual time: a counter, and for each action when it happens next. */
#include "clock.h"

#include <stddef.h>

#include "world.h"

#define NEVER UINT64_MAX

/** Actions that a scenario may have; the command that writes it knows the same number. */
#ifndef TWIN_MAX_ACTIONS
#define TWIN_MAX_ACTIONS 4096U
#endif

typedef struct {
    uint64_t next;
    uint32_t left;
    /** Due, and left to the runtime's task. */
    bool pending;
} schedule_t;

static const twin_scenario_t *scenario;
static schedule_t schedule[TWIN_MAX_ACTIONS];
static uint32_t action_count;
static uint64_t now;
/** The first action that is due next; TWIN_NONE: not known. */
static uint32_t earliest = TWIN_NONE;
static bool is_dark;
static uint64_t power_returns;

/** What comes when the scenario is over does not happen. */
static uint64_t within(uint64_t us)
{
    return (us < scenario->header->duration_us) ? us : NEVER;
}

void twin_clock_begin(const twin_scenario_t *given)
{
    scenario = given;
    now = 0U;
    is_dark = false;
    earliest = TWIN_NONE;
    action_count = (given->header->action_count < TWIN_MAX_ACTIONS) ? given->header->action_count : TWIN_MAX_ACTIONS;
    for (uint32_t i = 0U; i < action_count; i++) {
        schedule[i] = (schedule_t){.next = within(given->actions[i].at_us), .left = given->actions[i].times};
    }
}

uint64_t twin_now(void)
{
    return now;
}

/** Of several at the same time the first in the scenario. */
static uint32_t find_earliest(void)
{
    if (earliest == TWIN_NONE) {
        uint64_t least = NEVER;
        for (uint32_t i = 0U; i < action_count; i++) {
            if (schedule[i].next < least) {
                least = schedule[i].next;
                earliest = i;
            }
        }
    }
    return earliest;
}

uint64_t twin_next_action(void)
{
    const uint32_t index = find_earliest();
    return (index == TWIN_NONE) ? NEVER : schedule[index].next;
}

static void reschedule(uint32_t index)
{
    const twin_action_t *const action = &scenario->actions[index];
    schedule_t *const entry = &schedule[index];
    earliest = TWIN_NONE;
    if (action->period_us == 0U || entry->left == 1U) {
        entry->next = NEVER;
        return;
    }
    entry->next = within(entry->next + action->period_us);
    if (entry->left > 1U) {
        entry->left--;
    }
}

static void lose_power(uint32_t index)
{
    is_dark = true;
    power_returns = now + scenario->actions[index].value;
    twin_world_report(index);
    /* Who was to do it is gone. */
    for (uint32_t i = 0U; i < action_count; i++) {
        schedule[i].pending = false;
    }
}

/** Without power there is no host to do anything, and nothing that is lost once more. */
static void happen(uint32_t index)
{
    const twin_action_t *const action = &scenario->actions[index];
    if (action->kind >= TWIN_RESTART) {
        schedule[index].pending = !is_dark;
    } else if (action->kind == TWIN_POWER_LOSS) {
        if (!is_dark) {
            lose_power(index);
        }
    } else {
        twin_world_act(index);
    }
}

void twin_advance(uint64_t us)
{
    const bool was_dark = is_dark;
    while (twin_next_action() <= us && (is_dark == was_dark)) {
        const uint32_t index = find_earliest();
        now = (schedule[index].next > now) ? schedule[index].next : now;
        reschedule(index);
        happen(index);
    }
    if (is_dark == was_dark && us > now) {
        now = us;
    }
}

uint32_t twin_take_pending(void)
{
    for (uint32_t i = 0U; i < action_count; i++) {
        if (schedule[i].pending) {
            schedule[i].pending = false;
            return i;
        }
    }
    return TWIN_NONE;
}

bool twin_is_dark(void)
{
    return is_dark;
}

uint64_t twin_power_returns(void)
{
    return power_returns;
}

void twin_power_on(void)
{
    is_dark = false;
}
