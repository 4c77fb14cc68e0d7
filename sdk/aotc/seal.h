/* SPDX-License-Identifier: Apache-2.0 */
/** @file seal.h The seal at the end of an image, see "Seal" in docs/architecture.md. */
#ifndef FUSE_AOTC_SEAL_H
#define FUSE_AOTC_SEAL_H

#include <stdbool.h>

#include "files.h"

/** Pads the image to 4 bytes and appends the seal. False if memory is short. */
bool seal_append(buffer_t *image);

#endif
