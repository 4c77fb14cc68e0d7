/* SPDX-License-Identifier: Apache-2.0 */
/** @file arguments.h The command line of fuse-aotc. */
#ifndef FUSE_AOTC_ARGUMENTS_H
#define FUSE_AOTC_ARGUMENTS_H

#include "target.h"

typedef struct {
    const char *input;
    const char *output;
    const target_t *target;
} arguments_t;

/** Parses the command line. Ends the process itself after --help, --version, or with a message when it is wrong. */
arguments_t arguments_parse(int argc, char **argv);

#endif
