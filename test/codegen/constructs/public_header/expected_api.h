/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from public_header/api.ts by codegen; do not edit. */
/** What the host sees. */
#ifndef API_H
#define API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One reading. */
typedef struct fuse_reading {
    /** Of the sensor. */
    uint8_t id;
    uint32_t value;
} fuse_reading_t;

/** The most that are kept. */
#define FUSE_READINGS_MAX 16U

/**
 * Copies the latest reading.
 *
 * @param out takes it
 * @return false if `out` is NULL
 */
bool fuse_latest(fuse_reading_t *out);

#ifdef __cplusplus
}
#endif

#if !defined(__cplusplus)
_Static_assert(sizeof(fuse_reading_t) == 8U, "fuse_reading_t is 8 bytes");
_Static_assert(offsetof(fuse_reading_t, id) == 0U, "fuse_reading_t.id is at 0");
_Static_assert(offsetof(fuse_reading_t, value) == 4U, "fuse_reading_t.value is at 4");
#endif

#endif
