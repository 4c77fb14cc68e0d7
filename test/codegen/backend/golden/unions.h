/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/unions.ts by codegen; do not edit. */
/** Tagged unions. */
#ifndef UNIONS_H
#define UNIONS_H

#include "fuse_lang.h"

typedef uint32_t fuse_shape_kind_t;
#define FUSE_SHAPE_KIND_NONE 0U
#define FUSE_SHAPE_KIND_CIRCLE 1U
#define FUSE_SHAPE_KIND_RECTANGLE 2U

typedef struct fuse_shape {
    fuse_shape_kind_t kind;
    union {
        struct {
            uint16_t radius;
        } circle;
        struct {
            uint16_t width;
            uint16_t height;
        } rectangle;
    } as;
} fuse_shape_t;

void fuse_set_circle(uint16_t radius);
void fuse_set_rectangle(uint16_t width, uint16_t height);
uint32_t fuse_current_area(void);
bool fuse_is_wide(void);

#endif
