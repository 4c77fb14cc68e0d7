/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from switch_foreign/input.ts by codegen; do not edit. */
/** Statement: switch over an enum whose value comes from C; any other number ends the program. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

typedef uint32_t fuse_command_t;
#define FUSE_COMMAND_STOP 0U
#define FUSE_COMMAND_GO 1U

void fuse_obey(fuse_command_t command);
bool fuse_is_going(void);

#endif
