/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from alias/input.ts by codegen; do not edit. */
/** Type: an alias, which keeps its name in C. */
#include "input.h"

fuse_channel_t fuse_next(fuse_channel_t channel)
{
    return (channel < 15U) ? (uint8_t)(channel + 1U) : 0U;
}
