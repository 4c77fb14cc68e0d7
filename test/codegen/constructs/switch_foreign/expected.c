/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from switch_foreign/input.ts by codegen; do not edit. */
/** Statement: switch over an enum whose value comes from C; any other number ends the program. */
#include "input.h"

static bool going = false;

void fuse_obey(fuse_command_t command)
{
    switch (command) {
    case FUSE_COMMAND_STOP:
        going = false;
        break;
    case FUSE_COMMAND_GO:
        going = true;
        break;
    default:
        fuse_panic(1U);
    }
}

bool fuse_is_going(void)
{
    return going;
}
