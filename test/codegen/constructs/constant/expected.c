/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from constant/input.ts by codegen; do not edit. */
/** Declaration: constants, exact or of a type. */
#include "input.h"

#define POOL_BYTES (FUSE_FRAME_BYTES * 8U + 16U)

uint32_t fuse_room(void)
{
    return POOL_BYTES - FUSE_FRAMES * FUSE_FRAME_BYTES;
}
