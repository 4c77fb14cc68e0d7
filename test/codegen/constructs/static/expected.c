/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from static/input.ts by codegen; do not edit. */
/** Declaration: statics: numbers, structs, tables. */
#include "input.h"

typedef struct state {
    uint32_t count;
    bool is_open;
} state_t;

/** What goes on. */
static state_t state;

static uint32_t last = 7U;

static const uint8_t weights[3] = { 1U, 2U, 4U };

uint32_t fuse_open(void)
{
    state.is_open = true;
    state.count = fuse_sat_add_u32(state.count, weights[2]);
    last = state.count;
    return last;
}
