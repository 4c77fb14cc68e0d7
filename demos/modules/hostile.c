/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A module that turns hostile: a few well-behaved steps, then one that never ends and calls nothing, so that only a quota that
 * really stops a module can end it.
 */
#include <stdint.h>

#include "text.h"

#define GOOD_STEPS 3U

static uint32_t steps;

void module_step(void)
{
    steps++;
    if (steps <= GOOD_STEPS) {
        log_words("all is well", LEVEL_INFO);
        return;
    }
    log_words("I will not give the processor back", LEVEL_INFO);

    /* A xorshift generator never reaches 0 from elsewhere: the exit depends on data, so no compiler may drop the loop. */
    volatile uint32_t seed = steps;
    uint32_t state = seed;
    uint32_t rounds = 0U;
    while (state != 0U) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        rounds++;
    }

    text_t text;
    text_start(&text, "stopped by itself after rounds: ");
    text_add_u32(&text, rounds);
    text_log(&text, LEVEL_FATAL);
}
