/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from constant/input.ts by codegen; do not edit. */
/** Declaration: constants, exact or of a type. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

/** Bytes of one frame. */
#define FUSE_FRAME_BYTES 64U
#define FUSE_FRAMES 8U

uint32_t fuse_room(void);

#endif
