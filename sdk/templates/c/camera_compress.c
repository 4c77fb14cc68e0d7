/* SPDX-License-Identifier: Apache-2.0 */
/** Takes the camera's frame, run-length-encodes it, and logs both sizes and a checksum of the bytes. Needs CAMERA and LOG. */
#include <fuse_module.h>

#define INFO 1U
#define FRAME_BYTES (64U * 48U)
#define MAX_RUN 255U

static uint8_t frame[FRAME_BYTES];
/** A pair for each byte, when no two neighbours are equal. */
static uint8_t encoded[2U * FRAME_BYTES];

/** Pairs of a count (1 to 255) and the value that occurs so often in a row; returns the bytes written to `encoded`. */
static uint32_t encode(uint32_t length)
{
    uint32_t written = 0U;
    uint32_t position = 0U;
    while (position < length) {
        const uint8_t value = frame[position];
        uint32_t run = 1U;
        while (run < MAX_RUN && position + run < length && frame[position + run] == value) {
            run++;
        }
        encoded[written] = (uint8_t)run;
        encoded[written + 1U] = value;
        written += 2U;
        position += run;
    }
    return written;
}

/** Adler-32 of the first bytes of `encoded`. */
static uint32_t checksum(uint32_t length)
{
    uint32_t low = 1U;
    uint32_t high = 0U;
    for (uint32_t i = 0U; i < length; i++) {
        low = (low + encoded[i]) % 65521U;
        high = (high + low) % 65521U;
    }
    return (high << 16U) | low;
}

typedef struct {
    uint32_t length;
    char bytes[127];
} line_t;

static void add_text(line_t *line, const char *text)
{
    for (uint32_t i = 0U; text[i] != '\0' && line->length < sizeof line->bytes; i++) {
        line->bytes[line->length] = text[i];
        line->length++;
    }
}

static void add_number(line_t *line, uint32_t number)
{
    char digits[11];
    uint32_t first = 10U;
    digits[first] = '\0';
    do {
        first--;
        digits[first] = (char)('0' + number % 10U);
        number /= 10U;
    } while (number != 0U);
    add_text(line, &digits[first]);
}

void module_step(void)
{
    const uint32_t length = (uint32_t)camera_last_frame(frame, FRAME_BYTES);
    line_t line;
    line.length = 0U;
    if (length == 0U) {
        add_text(&line, "no frame");
    } else {
        const uint32_t size = encode(length);
        add_text(&line, "compressed ");
        add_number(&line, length);
        add_text(&line, " to ");
        add_number(&line, size);
        add_text(&line, " bytes, checksum ");
        add_number(&line, checksum(size));
    }
    module_log_event(line.bytes, line.length, INFO);
}
