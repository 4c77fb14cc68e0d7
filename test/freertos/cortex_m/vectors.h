/* SPDX-License-Identifier: Apache-2.0 */
/** @file vectors.h A vector table in RAM, so that a test can put its own handler in front of the platform's. */
#ifndef TEST_VECTORS_H
#define TEST_VECTORS_H

#include "startup.h"

/** Exception numbers: DDI 0403E, table B1-4. */
#define TEST_SYSTICK 15U
#define TEST_INTERRUPTS 16U

/** Installs `handler` for an exception and returns the one that was there. */
board_vector_t test_vectors_install(uint32_t exception, board_vector_t handler);

#endif
