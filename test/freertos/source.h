/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file source.h
 * Where the interrupts of the image `interrupts` come from: a spare timer at moments that the handler chooses, or the kernel's tick.
 */
#ifndef FUSE_TEST_SOURCE_H
#define FUSE_TEST_SOURCE_H

#include <stdint.h>

/**
 * Has `handler` called from an interrupt again and again until source_stop(). It returns in how many microseconds it wants to be
 * called next, which the tick takes no notice of.
 */
void source_start(uint32_t (*handler)(void));
void source_stop(void);

#endif
