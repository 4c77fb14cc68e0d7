/* SPDX-License-Identifier: Apache-2.0 */
/** Reads a stream of binary PGM pictures (P5, 8-bit grey), one after the other, such as `cat *.pgm` makes. */
#ifndef DEMO_PGM_H
#define DEMO_PGM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/** Pictures of one size, one after the other. */
typedef struct {
    uint32_t count;
    uint8_t *pixels;
} pictures_t;

/** Reads `input` to its end. Every picture must be `width` by `height`; otherwise says why on stderr and returns false. */
bool pgm_read_all(FILE *input, uint32_t width, uint32_t height, pictures_t *pictures);

#endif
