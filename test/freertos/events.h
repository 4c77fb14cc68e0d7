/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file events.h
 * The model of latches: which steps of its listeners an event must cause, and which it may.
 *
 * A latch joins events, so they are counted: a step that a listener completes has handled the events that came before the tick
 * looked at its latch, and no others. Only where it looked, between the beginning of the tick and the listener's entry, is not known
 * exactly.
 */
#ifndef FUSE_TEST_EVENTS_H
#define FUSE_TEST_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

/** Module `id` subscribes to these events of the interrupt, and to those that another module posts behind its turn of a tick. */
void events_listen(uint32_t id, uint32_t subscribed, bool to_modules);

/** In the interrupt: right before it posts `event`. */
void events_posted(uint32_t event);

/** Around each tick: which modules completed a step, and whether one behind the listeners posted. */
void events_tick_begins(void);
void events_tick_ends(uint32_t mask, bool module_posted);

/** When the quota of module `id` is armed: its latch has been looked at. */
void events_entered(uint32_t id);

/** Ticks that did not run a listener whose latch was set; steps of a listener whose latch cannot have been set. */
uint32_t events_lost(void);
uint32_t events_without_cause(void);

#endif
