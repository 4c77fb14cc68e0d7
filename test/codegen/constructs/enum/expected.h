/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from enum/input.ts by codegen; do not edit. */
/** Type: enum. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"

/** How bad it is. */
typedef uint32_t fuse_severity_t;
/** Nobody need look. */
#define FUSE_SEVERITY_LOW 0U
#define FUSE_SEVERITY_HIGH 5U

bool fuse_is_bad(fuse_severity_t severity);
uint32_t fuse_number_of(fuse_severity_t severity);

#endif
