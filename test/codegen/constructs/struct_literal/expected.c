/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from struct_literal/input.ts by codegen; do not edit. */
/** Type: struct literals and zeroed(), as locals and statics. */
#include "input.h"

typedef struct range {
    uint32_t from;
    uint32_t to;
} range_t;

static const range_t whole = { .from = 0U, .to = 100U };

static uint32_t length_of(const range_t *range)
{
    return (range->from < range->to) ? range->to - range->from : 0U;
}

uint32_t fuse_lengths(void)
{
    range_t part = { .from = 10U, .to = 20U };
    range_t none = {0};
    return length_of(&part) | length_of(&none) | length_of(&whole);
}
