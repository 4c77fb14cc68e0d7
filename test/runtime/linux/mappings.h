/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file mappings.h
 * What the process has mapped, to find what a module left behind: on Linux its code and its memory lie outside the pool.
 */
#ifndef FUSE_TEST_MAPPINGS_H
#define FUSE_TEST_MAPPINGS_H

#include <stdint.h>

/** Bytes of all mappings but the stack; 0 under AddressSanitizer, whose own mappings come and go. */
uint64_t mapped_bytes(void);

#endif
