/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from array_of_structs/input.ts by codegen; do not edit. */
/** Type: FixedArray of structs; an element is a reference. */
#include "input.h"

typedef struct slot {
    uint32_t id;
    bool is_used;
} slot_t;

static slot_t slots[4];

uint32_t fuse_take(void)
{
    for (uint32_t i = 0U; i < 4U; i++) {
        slot_t *const slot = &slots[i];
        if (!slot->is_used) {
            slot->is_used = true;
            slot->id = i;
            return i;
        }
    }
    return 4U;
}
