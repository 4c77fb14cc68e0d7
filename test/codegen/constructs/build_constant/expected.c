/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from build_constant/input.ts by codegen; do not edit. */
/** Build: a constant that the build chooses within a range. */
#include "input.h"

static bool used[APP_SLOTS];

bool fuse_use(uint32_t i)
{
    if (i >= APP_SLOTS || used[i]) {
        return false;
    }
    used[i] = true;
    return true;
}
