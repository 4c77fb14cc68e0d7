/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from text/input.ts by codegen; do not edit. */
/** Type: string, text of a known length. */
#include "input.h"

static const fuse_text_t greeting = FUSE_TEXT_INIT("hello");

static uint32_t spaces(fuse_text_t text)
{
    uint32_t count = 0U;
    for (uint32_t i = 0U; i < text.length; i++) {
        if ((uint8_t)text.start[i] == 0x20U) {
            count = fuse_sat_add_u32(count, 1U);
        }
    }
    return count;
}

uint32_t fuse_total(void)
{
    return fuse_sat_add_u32(spaces(greeting), spaces(FUSE_TEXT("two words")));
}
