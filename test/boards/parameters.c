/* SPDX-License-Identifier: Apache-2.0 */
/** @file parameters.c The parameters arrive that test/boards/CMakeLists.txt gives, or none is there. */
#include <stdbool.h>

#include "board.h"
#include "fuse_platform_freertos.h"

static bool hold(const uint32_t *expected)
{
    bool same = board_parameter(BOARD_PARAMETERS) == 0U;
    for (uint32_t i = 0U; i < BOARD_PARAMETERS; i++) {
        same = same && (board_parameter(i) == expected[i]);
    }
    return same;
}

static uint32_t body(void)
{
    static const uint32_t none[BOARD_PARAMETERS];
    static const uint32_t given[BOARD_PARAMETERS] = {7U, 0x80000000U, 0xFFFFFFFFU, 0U};
    return hold((board_parameter(0U) == 0U) ? none : given) ? 0U : 1U;
}

int main(void)
{
    fuse_freertos_run(body);
}
