/* SPDX-License-Identifier: Apache-2.0 */
/** The downlink: gathers what the modules send for one frame and writes it to a file. */
#ifndef DEMO_DOWNLINK_H
#define DEMO_DOWNLINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Prepares for at most `capacity` bytes a frame, in files of `directory` (NULL: counted, not written). */
bool downlink_init(const char *directory, uint32_t capacity);

/** For fuse_hal_t: takes bytes and returns how many, fewer when the frame's capacity is reached. */
uint32_t downlink_take(void *bytes, uint32_t length);

/** Bytes taken since the last downlink_finish(). */
uint32_t downlink_size(void);

/**
 * Ends a frame: writes what was taken to the file frame-NNNN.rle, whose name goes into `name` (empty if nothing was taken or no
 * directory is set). Returns false, having said why, if the file cannot be written.
 */
bool downlink_finish(uint32_t frame, char *name, size_t name_size);

#endif
