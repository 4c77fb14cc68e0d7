/* SPDX-License-Identifier: Apache-2.0 */
/** The downlink: gathers what the modules send for one frame, until the host passes it on. */
#ifndef APP_DOWNLINK_BUFFER_H
#define APP_DOWNLINK_BUFFER_H

#include <stdint.h>

/** Where to gather, at most `capacity` bytes a frame. */
void downlink_init(uint8_t *memory, uint32_t capacity);

/** For fuse_hal_t: takes bytes and returns how many, fewer when the capacity is reached. */
uint32_t downlink_take(void *bytes, uint32_t length);

/** Bytes gathered since the last downlink_clear(). */
uint32_t downlink_size(void);
const uint8_t *downlink_bytes(void);

void downlink_clear(void);

#endif
