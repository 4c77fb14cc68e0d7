/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from assignment/input.ts by codegen; do not edit. */
/** Statement: assignment, also with an operator. */
#include "input.h"

typedef struct meter {
    uint32_t total;
    uint16_t peak;
    uint8_t flags;
} meter_t;

static meter_t meter;

void fuse_record(uint16_t sample)
{
    meter.total += sample;
    if (sample > meter.peak) {
        meter.peak = sample;
    }
    meter.flags = (uint8_t)(meter.flags | 0x01U);
    meter.flags = (uint8_t)(meter.flags & ~0x80U);
    meter.total <<= 1U;
}
