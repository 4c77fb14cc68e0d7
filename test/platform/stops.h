/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file stops.h
 * What holds on every platform whose stop is certain: every kind of runaway module, every way of stopping.
 */
#ifndef STOPS_H
#define STOPS_H

#include <stdint.h>

/** Maps the module; first of all. */
void stops_init(void);

/** Stops every kind of module in one way, several times, and prints how late. */
void stops_check_way(uint32_t way, const char *name);

/** Redirecting alone is tried again until it meets the text. */
void stops_check_tried_again(void);

/** A quota that ends while the module is in a host function. */
void stops_check_return_from_outside(void);

/** A quota that ended before the guard was entered. */
void stops_check_expired_before_entering(void);

/** Stops that come when there is nothing to stop. */
void stops_check_late(void);

/** A module that has gone down to the end of the calling thread's stack. */
void stops_check_stack_end(void);

#endif
