/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from assign/input.ts by codegen; do not edit. */
/** Statement: assign(), which copies a struct. */
#include "input.h"

typedef struct sample {
    uint32_t value;
    uint32_t time;
} sample_t;

static sample_t latest;

void fuse_keep(uint32_t value, uint32_t time)
{
    latest = (sample_t){ .value = value, .time = time };
}

void fuse_forget(void)
{
    latest = (sample_t){0};
}

bool fuse_newer(uint32_t than)
{
    sample_t copy = latest;
    return copy.time > than;
}
