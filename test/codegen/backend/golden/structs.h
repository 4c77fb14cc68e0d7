/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/structs.ts by codegen; do not edit. */
/** Structs: in place, by reference, copied. */
#ifndef STRUCTS_H
#define STRUCTS_H

#include "fuse_lang.h"

typedef struct fuse_segment fuse_segment_t;

/** A place on the grid. */
typedef struct fuse_point {
    int32_t x;
    int32_t y;
} fuse_point_t;

struct fuse_segment {
    fuse_point_t from;
    fuse_point_t to;
    /** The next one, or none. */
    fuse_segment_t *next;
};

/** Adds a segment from `from` to the origin, or does nothing if there is no room. */
bool fuse_add_segment(const fuse_point_t *from);

int32_t fuse_last_x(void);
int32_t fuse_shifted(int32_t dx);

/** What nonNull() checks. */
int32_t fuse_first_next_x(void);

#endif
