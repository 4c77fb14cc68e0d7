/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/unions.ts by codegen; do not edit. */
/** Tagged unions. */
#include "unions.h"

static fuse_shape_t current = { .kind = FUSE_SHAPE_KIND_NONE };

void fuse_set_circle(uint16_t radius)
{
    current = (fuse_shape_t){ .kind = FUSE_SHAPE_KIND_CIRCLE, .as.circle = { .radius = radius } };
}

void fuse_set_rectangle(uint16_t width, uint16_t height)
{
    current = (fuse_shape_t){ .kind = FUSE_SHAPE_KIND_RECTANGLE, .as.rectangle = { .width = width, .height = height } };
}

static uint32_t area_of(fuse_shape_t *shape)
{
    switch (shape->kind) {
    case FUSE_SHAPE_KIND_NONE:
        return 0U;
    case FUSE_SHAPE_KIND_CIRCLE:
        return fuse_mul_u32((uint32_t)shape->as.circle.radius * (uint32_t)shape->as.circle.radius, 3U, 15U) / 1U;
    case FUSE_SHAPE_KIND_RECTANGLE:
    default:
        return (uint32_t)shape->as.rectangle.width * (uint32_t)shape->as.rectangle.height;
    }
}

uint32_t fuse_current_area(void)
{
    return area_of(&current);
}

bool fuse_is_wide(void)
{
    fuse_shape_t *const shape = &current;
    if (shape->kind == FUSE_SHAPE_KIND_RECTANGLE) {
        return shape->as.rectangle.width > shape->as.rectangle.height;
    }
    return false;
}
