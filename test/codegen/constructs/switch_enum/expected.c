/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from switch_enum/input.ts by codegen; do not edit. */
/** Statement: switch over an enum; all members, so that no default is needed. */
#include "input.h"

typedef uint32_t mode_t;
#define MODE_IDLE 0U
#define MODE_BUSY 1U

static mode_t mode = MODE_IDLE;

bool fuse_turn(void)
{
    switch (mode) {
    case MODE_IDLE:
        mode = MODE_BUSY;
        break;
    case MODE_BUSY:
    default:
        mode = MODE_IDLE;
        break;
    }
    return mode == MODE_BUSY;
}
