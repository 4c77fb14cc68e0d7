/* SPDX-License-Identifier: Apache-2.0 */
/** @file compile.h From WebAssembly to an unsealed image. */
#ifndef FUSE_AOTC_COMPILE_H
#define FUSE_AOTC_COMPILE_H

#include <stdbool.h>

#include "files.h"
#include "target.h"

/**
 * Compiles the module in `wasm` for `target`. Failures are reported, naming `file`.
 * WAMR changes the bytes of `wasm`. `image` is of malloc(). Call once per process.
 */
bool compile(buffer_t wasm, const target_t *target, const char *file, buffer_t *image);

#endif
