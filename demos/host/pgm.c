/* SPDX-License-Identifier: Apache-2.0 */
/** The PGM reader. */
#include "pgm.h"

#include <stdlib.h>

#define MAX_NUMBER 65535U

/** The next character that is neither white space nor in a comment (from # to the end of the line). */
static int next_character(FILE *input)
{
    int c = getc(input);
    while (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '#') {
        if (c == '#') {
            while (c != '\n' && c != EOF) {
                c = getc(input);
            }
        } else {
            c = getc(input);
        }
    }
    return c;
}

/** A decimal number of a header, with the one character after it. */
static bool read_number(FILE *input, uint32_t *number)
{
    int c = next_character(input);
    if (c < '0' || c > '9') {
        return false;
    }
    *number = 0U;
    while (c >= '0' && c <= '9') {
        *number = *number * 10U + (uint32_t)(c - '0');
        if (*number > MAX_NUMBER) {
            return false;
        }
        c = getc(input);
    }
    return c != EOF;
}

static bool read_one(FILE *input, uint32_t width, uint32_t height, uint8_t *pixels, uint32_t index)
{
    uint32_t columns = 0U;
    uint32_t rows = 0U;
    uint32_t white = 0U;
    if (getc(input) != '5' || !read_number(input, &columns) || !read_number(input, &rows) || !read_number(input, &white)) {
        (void)fprintf(stderr, "error: picture %u is not a binary PGM (P5)\n", index);
        return false;
    }
    if (columns != width || rows != height || white != UINT8_MAX) {
        (void)fprintf(stderr, "error: picture %u is %ux%u with white %u; this build takes %ux%u with white 255\n", index, columns, rows,
                      white, width, height);
        return false;
    }
    const size_t size = (size_t)width * height;
    if (fread(pixels, 1U, size, input) != size) {
        (void)fprintf(stderr, "error: picture %u ends early\n", index);
        return false;
    }
    return true;
}

bool pgm_read_all(FILE *input, uint32_t width, uint32_t height, pictures_t *pictures)
{
    const size_t size = (size_t)width * height;
    pictures->count = 0U;
    pictures->pixels = NULL;
    for (int c = next_character(input); c != EOF; c = next_character(input)) {
        if (c != 'P') {
            (void)fprintf(stderr, "error: picture %u is not a binary PGM (P5)\n", pictures->count);
            return false;
        }
        uint8_t *const grown = realloc(pictures->pixels, ((size_t)pictures->count + 1U) * size);
        if (grown == NULL) {
            (void)fprintf(stderr, "error: no memory for picture %u\n", pictures->count);
            return false;
        }
        pictures->pixels = grown;
        if (!read_one(input, width, height, &grown[pictures->count * size], pictures->count)) {
            return false;
        }
        pictures->count++;
    }
    if (ferror(input) != 0) {
        (void)fprintf(stderr, "error: cannot read the pictures\n");
        return false;
    }
    if (pictures->count == 0U) {
        (void)fprintf(stderr, "error: no pictures; give binary PGM files on standard input\n");
        return false;
    }
    return true;
}
