/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sort.c
 * qsort() in place of libc's: WAMR sorts the names that a module exports, and libc's calls itself as deep as whoever chose the names
 * likes. A heap sort needs no stack and no luck.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef int (*compare_t)(const void *a, const void *b);

static void exchange(uint8_t *a, uint8_t *b, size_t size)
{
    for (size_t i = 0U; i < size; i++) {
        const uint8_t byte = a[i];
        a[i] = b[i];
        b[i] = byte;
    }
}

/** Lets the element at `index` sink to its place in the heap of the first `count`. */
static void sink(uint8_t *base, size_t index, size_t count, size_t size, compare_t compare)
{
    size_t parent = index;
    for (size_t child = (2U * parent) + 1U; child < count; child = (2U * parent) + 1U) {
        if (child + 1U < count && compare(&base[child * size], &base[(child + 1U) * size]) < 0) {
            child++;
        }
        if (compare(&base[parent * size], &base[child * size]) >= 0) {
            return;
        }
        exchange(&base[parent * size], &base[child * size], size);
        parent = child;
    }
}

void qsort(void *base, size_t count, size_t size, compare_t compare)
{
    uint8_t *const elements = base;
    for (size_t i = count / 2U; i > 0U; i--) {
        sink(elements, i - 1U, count, size, compare);
    }
    for (size_t last = count; last > 1U; last--) {
        exchange(elements, &elements[(last - 1U) * size], size);
        sink(elements, 0U, last - 1U, size, compare);
    }
}
