/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from struct/input.ts by codegen; do not edit. */
/** Type: interface; a struct in place, and by reference. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

/** A place on the grid. */
typedef struct fuse_point {
    int32_t x;
    /** Grows downward. */
    int32_t y;
} fuse_point_t;

typedef struct fuse_box {
    fuse_point_t corner;
    uint16_t width;
} fuse_box_t;

void fuse_move(fuse_point_t *point, const fuse_point_t *by);
int32_t fuse_left(const fuse_box_t *box);

#endif
