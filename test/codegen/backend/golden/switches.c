/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/switches.ts by codegen; do not edit. */
/** Switches and enums. */
#include "switches.h"

typedef uint32_t phase_t;
#define PHASE_IDLE 0U
#define PHASE_BUSY 1U

static phase_t phase = PHASE_IDLE;

const char *fuse_name_of(fuse_command_t command)
{
    switch (command) {
    case FUSE_COMMAND_STOP:
        return "stop";
    case FUSE_COMMAND_GO:
        return "go";
    case FUSE_COMMAND_TURN:
    default:
        return "turn \"around\"\n";
    }
}

uint32_t fuse_advance(void)
{
    switch (phase) {
    case PHASE_IDLE:
        phase = PHASE_BUSY;
        break;
    case PHASE_BUSY:
    default:
        phase = PHASE_IDLE;
        break;
    }
    return phase;
}

uint32_t fuse_classify(uint32_t n)
{
    switch (n) {
    case 0U:
    case 1U:
        return 10U;
    case 2U: {
        const uint32_t twice = n * 2U;
        return twice;
    }
    default:
        break;
    }
    return 99U;
}
