/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/structs.ts by codegen; do not edit. */
/** Structs: in place, by reference, copied. */
#include "structs.h"

#define CAPACITY 4U

static fuse_segment_t segments[CAPACITY];

static const fuse_point_t origin = { .x = 0, .y = 0 };

static uint32_t used = 0U;

static inline fuse_segment_t *fuse_non_null_segment(fuse_segment_t *pointer, uint32_t site)
{
    if (pointer == NULL) {
        fuse_panic(site);
    }
    return pointer;
}

static void move(fuse_point_t *point, int32_t dx, int32_t dy)
{
    point->x = fuse_sat_add_i32(point->x, dx);
    point->y = fuse_sat_add_i32(point->y, dy);
}

bool fuse_add_segment(const fuse_point_t *from)
{
    if (used >= CAPACITY) {
        return false;
    }
    fuse_segment_t *const segment = &segments[used];
    segment->from = *from;
    segment->to = origin;
    segment->next = (used > 0U) ? &segments[used - 1U] : NULL;
    used++;
    return true;
}

int32_t fuse_last_x(void)
{
    fuse_segment_t *last = NULL;
    for (uint32_t i = 0U; i < CAPACITY; i++) {
        if (i < used) {
            last = &segments[i];
        }
    }
    if (last == NULL) {
        return -1;
    }
    fuse_segment_t *const before = last->next;
    if (before == NULL) {
        return last->from.x;
    }
    return fuse_sat_add_i32(last->from.x, before->from.x);
}

int32_t fuse_shifted(int32_t dx)
{
    fuse_point_t point = { .x = 1, .y = 2 };
    move(&point, dx, 1);
    fuse_point_t copy_of_it = {0};
    copy_of_it = point;
    point = (fuse_point_t){ .x = 0, .y = 0 };
    return fuse_sat_add_i32(copy_of_it.x, point.x);
}

int32_t fuse_first_next_x(void)
{
    return fuse_non_null_segment(segments[1U].next, 13U)->from.x;
}
