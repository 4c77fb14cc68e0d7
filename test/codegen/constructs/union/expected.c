/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from union/input.ts by codegen; do not edit. */
/** Type: a union told apart by its kind; switch and if narrow it. */
#include "input.h"

static fuse_shape_t shape = { .kind = FUSE_SHAPE_KIND_NONE };

void fuse_set_circle(uint16_t radius)
{
    shape = (fuse_shape_t){ .kind = FUSE_SHAPE_KIND_CIRCLE, .as.circle = { .radius = radius } };
}

static uint32_t area_of(fuse_shape_t *it)
{
    switch (it->kind) {
    case FUSE_SHAPE_KIND_NONE:
        return 0U;
    case FUSE_SHAPE_KIND_CIRCLE:
        return fuse_mul_u32(((uint32_t)it->as.circle.radius * (uint32_t)it->as.circle.radius) / 8U, 25U, 1U);
    case FUSE_SHAPE_KIND_SQUARE:
    default:
        return (uint32_t)it->as.square.side * (uint32_t)it->as.square.side;
    }
}

uint32_t fuse_area(void)
{
    return area_of(&shape);
}

bool fuse_is_circle(void)
{
    return shape.kind == FUSE_SHAPE_KIND_CIRCLE;
}
