/* SPDX-License-Identifier: Apache-2.0 */
/** Run-length encoding: pairs of a count (1 to 255) and the value that occurs so often in a row. */
#ifndef DEMO_RLE_H
#define DEMO_RLE_H

#include <stdint.h>

#define RLE_MAX_RUN 255U

/** Bytes that the encoding of `length` bytes may take: a pair each, when no two neighbours are equal. */
#define RLE_BOUND(length) (2U * (length))

/** Encodes `length` bytes of `input` into `output`, which has room for RLE_BOUND(length); returns the bytes written. */
static inline uint32_t rle_encode(const uint8_t *input, uint32_t length, uint8_t *output)
{
    uint32_t written = 0U;
    uint32_t position = 0U;
    while (position < length) {
        const uint8_t value = input[position];
        uint32_t run = 1U;
        while (run < RLE_MAX_RUN && position + run < length && input[position + run] == value) {
            run++;
        }
        output[written] = (uint8_t)run;
        output[written + 1U] = value;
        written += 2U;
        position += run;
    }
    return written;
}

#endif
