/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from alias/input.ts by codegen; do not edit. */
/** Type: an alias, which keeps its name in C. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

/** Number of a channel. */
typedef uint8_t fuse_channel_t;

fuse_channel_t fuse_next(fuse_channel_t channel);

#endif
