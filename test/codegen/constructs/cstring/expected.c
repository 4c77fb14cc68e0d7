/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from cstring/input.ts by codegen; do not edit. */
/** Type: CString, text for C. */
#include "input.h"

const char *fuse_name_of(uint32_t level)
{
    return (level == 0U) ? "quiet" : "loud:\t\"\\\"\n";
}
