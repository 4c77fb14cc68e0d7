/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from golden/text.ts by codegen; do not edit. */
/** Text: literals, bytes, statics. */
#include "text.h"

typedef struct named {
    fuse_text_t name;
    uint32_t value;
} named_t;

static const fuse_text_t greeting = FUSE_TEXT_INIT("hello");

static const named_t table[2U] = {
    { .name = FUSE_TEXT_INIT("one"), .value = 1U },
    { .name = FUSE_TEXT_INIT("a longer one"), .value = 2U },
};

uint32_t fuse_greeting_length(void)
{
    return greeting.length;
}

uint8_t fuse_letter(uint32_t i)
{
    return (uint8_t)greeting.start[fuse_index(i, greeting.length, 14U)];
}

uint32_t fuse_sum_of(fuse_text_t text)
{
    const fuse_view_u8_t bytes = fuse_bytes_of(text);
    uint32_t sum = 0U;
    for (uint32_t i = 0U; i < bytes.length; i++) {
        sum += (uint32_t)bytes.start[i];
    }
    return sum;
}

uint32_t fuse_sum_of_both(void)
{
    return fuse_sum_of(FUSE_TEXT("ab")) + fuse_sum_of(table[1U].name);
}

uint32_t fuse_lookup(uint32_t i)
{
    return (i < 2U) ? table[i].value : 0U;
}
