/* SPDX-License-Identifier: Apache-2.0 */
/** Says hello when it starts, and counts its steps. Needs LOG. */
#include <fuse_module.h>

#define INFO 1U

static const char HELLO[] = "hello";
static const char STEP[] = "step ";

static uint32_t steps;

/** Writes a number in decimal to `to`, which has room for 10 digits; returns how many it took. */
static uint32_t decimal(uint32_t number, char *to)
{
    uint32_t power = 1000000000U;
    while (power > 1U && number < power) {
        power /= 10U;
    }
    uint32_t length = 0U;
    for (; power > 0U; power /= 10U) {
        to[length] = (char)('0' + number / power % 10U);
        length++;
    }
    return length;
}

void module_init(void)
{
    module_log_event(HELLO, sizeof HELLO - 1U, INFO);
}

void module_step(void)
{
    steps++;
    char line[sizeof STEP + 10U];
    uint32_t length = 0U;
    while (STEP[length] != '\0') {
        line[length] = STEP[length];
        length++;
    }
    length += decimal(steps, &line[length]);
    module_log_event(line, length, INFO);
}
