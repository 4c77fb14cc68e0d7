/* SPDX-License-Identifier: Apache-2.0 */
/** @file vectors.c A vector table in RAM. */
#include "vectors.h"

#include <string.h>

#define SCB_VTOR (*(volatile uint32_t *)0xE000ED08U)
/** Of the processors with the longest table; a board's own may be shorter, and what follows it is then copied along. */
#define VECTORS 256U

/* Aligned to the next power of two of its size: DDI 0403E, B3.2.5. */
static _Alignas(1024) board_vector_t vectors[VECTORS];

board_vector_t test_vectors_install(uint32_t exception, board_vector_t handler)
{
    if (SCB_VTOR != (uint32_t)(uintptr_t)vectors) {
        (void)memcpy(vectors, (const void *)(uintptr_t)SCB_VTOR, sizeof vectors);
        SCB_VTOR = (uint32_t)(uintptr_t)vectors;
    }
    const board_vector_t before = vectors[exception];
    vectors[exception] = handler;
    __asm volatile("dsb\n\tisb" ::: "memory");
    return before;
}
