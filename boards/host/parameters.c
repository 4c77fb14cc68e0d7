/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file parameters.c
 * The image's parameters on a board that is a program of this machine: FUSE_BOARD_PARAMETERS, numbers with commas between.
 */
#include <stdlib.h>

#include "board.h"

uint32_t board_parameter(uint32_t index)
{
    const char *text = getenv("FUSE_BOARD_PARAMETERS");
    for (uint32_t i = 0U; text != NULL; i++) {
        char *end;
        const unsigned long value = strtoul(text, &end, 0);
        if (i == index) {
            return (uint32_t)value;
        }
        text = (*end == ',') ? &end[1] : NULL;
    }
    return 0U;
}
