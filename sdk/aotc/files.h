/* SPDX-License-Identifier: Apache-2.0 */
/** @file files.h Whole files in and out. Failures are reported here. */
#ifndef FUSE_AOTC_FILES_H
#define FUSE_AOTC_FILES_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint8_t *bytes;
    uint32_t size;
} buffer_t;

/** Reads `path` into memory of malloc(). */
bool file_read(const char *path, buffer_t *contents);

/** Whether `path` can become an output: absent, or a regular file other than `input`. */
bool file_check_output(const char *path, const char *input);

/** Writes `path` in one piece: readers see the old file or the whole new one, and a failure leaves nothing behind. */
bool file_write(const char *path, const buffer_t *contents);

#endif
