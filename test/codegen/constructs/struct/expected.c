/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from struct/input.ts by codegen; do not edit. */
/** Type: interface; a struct in place, and by reference. */
#include "input.h"

void fuse_move(fuse_point_t *point, const fuse_point_t *by)
{
    point->x = fuse_sat_add_i32(point->x, by->x);
    point->y = fuse_sat_add_i32(point->y, by->y);
}

int32_t fuse_left(const fuse_box_t *box)
{
    return box->corner.x;
}
