/* SPDX-License-Identifier: Apache-2.0 */
/** @file seal.h The seal at the end of an image, see "Seal" in docs/architecture.md. */
#ifndef FUSE_AOTC_SEAL_H
#define FUSE_AOTC_SEAL_H

#include <stdbool.h>

#include "files.h"
#include "sha256.h"

/** Pads the image to 4 bytes, appends the hash of the WebAssembly file that it was made from, then the seal. False if memory is short. */
bool seal_append(buffer_t *image, const uint8_t origin[SHA256_SIZE]);

#endif
