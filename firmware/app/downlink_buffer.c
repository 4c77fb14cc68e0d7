/* SPDX-License-Identifier: Apache-2.0 */
/** Gathering for the downlink. */
#include "downlink_buffer.h"

#include <string.h>

static uint8_t *taken;
static uint32_t room_in_all;
static uint32_t size;

void downlink_init(uint8_t *memory, uint32_t capacity)
{
    taken = memory;
    room_in_all = capacity;
    size = 0U;
}

uint32_t downlink_take(void *bytes, uint32_t length)
{
    const uint32_t room = room_in_all - size;
    const uint32_t count = (length < room) ? length : room;
    if (count != 0U) {
        (void)memcpy(&taken[size], bytes, count);
        size += count;
    }
    return count;
}

uint32_t downlink_size(void)
{
    return size;
}

const uint8_t *downlink_bytes(void)
{
    return taken;
}

void downlink_clear(void)
{
    size = 0U;
}
