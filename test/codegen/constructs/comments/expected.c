/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from comments/input.ts by codegen; do not edit. */
/**
 * Text: comments stay where they were.
 *
 * - The file's own stands at the top,
 * - and is filled to the width of a line.
 */
#include "input.h"

/** A table, one row for each day. */
static const uint8_t rows[6] = {
    /* Weekdays. */
    1U, 2U, 3U, 4U,
    /* The weekend. */
    5U, 6U
};

uint8_t fuse_row_of(uint32_t day)
{
    /* Days begin with 1. */
    if (day == 0U) {
        return 0U;
    }

    /*
     * What is beyond the week
     * counts as its end.
     */
    const uint32_t row = fuse_min_u32(day - 1U, 5U);
    return rows[row];
}
