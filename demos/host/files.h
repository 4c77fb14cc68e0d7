/* SPDX-License-Identifier: Apache-2.0 */
/** Files of the host program: the modules' images, and what was sent down for each frame. */
#ifndef DEMO_FILES_H
#define DEMO_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Loads and starts every module from `directory`; says on stderr what is wrong and returns false if one fails. */
bool modules_start(const char *directory);

/** Frees the images; call it after fuse_deinit(). */
void modules_release(void);

/** Where downlink_write_file() puts files (NULL: nowhere). */
void downlink_set_directory(const char *directory);

/**
 * Writes what is in the downlink to the file frame-NNNN.rle, whose name goes into `name` (empty if nothing was taken or no directory is
 * set). Returns false, having said why, if the file cannot be written.
 */
bool downlink_write_file(uint32_t frame, char *name, size_t name_size);

#endif
