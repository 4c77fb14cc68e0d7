/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from enum/input.ts by codegen; do not edit. */
/** Type: enum. */
#include "input.h"

bool fuse_is_bad(fuse_severity_t severity)
{
    return severity == FUSE_SEVERITY_HIGH;
}

uint32_t fuse_number_of(fuse_severity_t severity)
{
    return severity;
}
