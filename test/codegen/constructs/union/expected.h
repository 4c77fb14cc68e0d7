/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from union/input.ts by codegen; do not edit. */
/** Type: a union told apart by its kind; switch and if narrow it. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

typedef uint32_t fuse_shape_kind_t;
#define FUSE_SHAPE_KIND_NONE 0U
#define FUSE_SHAPE_KIND_CIRCLE 1U
#define FUSE_SHAPE_KIND_SQUARE 2U

/** What is drawn. */
typedef struct fuse_shape {
    fuse_shape_kind_t kind;
    union {
        struct {
            uint16_t radius;
        } circle;
        struct {
            uint16_t side;
        } square;
    } as;
} fuse_shape_t;

void fuse_set_circle(uint16_t radius);
uint32_t fuse_area(void);
bool fuse_is_circle(void);

#endif
