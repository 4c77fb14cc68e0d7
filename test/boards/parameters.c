/* SPDX-License-Identifier: Apache-2.0 */
/** @file parameters.c The parameters are those of test/boards/CMakeLists.txt. */
#include "board.h"
#include "fuse_platform_freertos.h"

static uint32_t body(void)
{
    static const uint32_t expected[BOARD_PARAMETERS] = EXPECTED;
    uint32_t wrong = board_parameter(BOARD_PARAMETERS);
    for (uint32_t i = 0U; i < BOARD_PARAMETERS; i++) {
        wrong |= board_parameter(i) ^ expected[i];
    }
    return (wrong == 0U) ? 0U : 1U;
}

int main(void)
{
    fuse_freertos_run(body);
}
