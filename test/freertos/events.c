/* SPDX-License-Identifier: Apache-2.0 */
/** @file events.c The model of latches, in numbers of events since the start. */
#include "events.h"

#define LISTENERS 2U

typedef struct {
    uint32_t subscribed;
    bool to_modules;
    /** Events posted to it by the interrupt, and by modules. */
    volatile uint32_t posted;
    uint32_t posted_by_modules;
    /** What was posted when the tick began, and when it was entered. */
    uint32_t at_begin;
    uint32_t at_entry;
    /** The first so many are handled for certain; what comes behind the second number is not. */
    uint32_t handled;
    uint32_t handled_most;
} listener_t;

/** By module id. */
static listener_t listeners[LISTENERS];
static uint32_t lost;
static uint32_t without_cause;

void events_listen(uint32_t id, uint32_t subscribed, bool to_modules)
{
    listeners[id].subscribed = subscribed;
    listeners[id].to_modules = to_modules;
}

void events_posted(uint32_t event)
{
    for (uint32_t id = 0U; id < LISTENERS; id++) {
        if ((listeners[id].subscribed & (1U << event)) != 0U) {
            listeners[id].posted++;
        }
    }
}

static uint32_t posted_to(const listener_t *listener)
{
    return listener->posted + listener->posted_by_modules;
}

void events_tick_begins(void)
{
    for (uint32_t id = 0U; id < LISTENERS; id++) {
        listeners[id].at_begin = posted_to(&listeners[id]);
        listeners[id].at_entry = listeners[id].at_begin;
    }
}

void events_entered(uint32_t id)
{
    if (id < LISTENERS) {
        listeners[id].at_entry = posted_to(&listeners[id]);
    }
}

static void account(listener_t *listener, bool ran)
{
    if (ran) {
        if (listener->at_entry == listener->handled) {
            without_cause++;
        }
        listener->handled = listener->at_begin;
        listener->handled_most = listener->at_entry;
        return;
    }
    if (listener->at_begin > listener->handled_most) {
        lost++;
    }
    /* Its latch was empty when the tick looked, after its beginning. */
    listener->handled = listener->at_begin;
    listener->handled_most = listener->at_begin;
}

void events_tick_ends(uint32_t mask, bool module_posted)
{
    for (uint32_t id = 0U; id < LISTENERS; id++) {
        account(&listeners[id], (mask & (1U << id)) != 0U);
        if (module_posted && listeners[id].to_modules) {
            listeners[id].posted_by_modules++;
        }
    }
}

uint32_t events_lost(void)
{
    return lost;
}

uint32_t events_without_cause(void)
{
    return without_cause;
}
