/* SPDX-License-Identifier: Apache-2.0 */
/** @file module_check.h Whether a loaded WebAssembly module obeys FUSE's module ABI. */
#ifndef FUSE_AOTC_MODULE_CHECK_H
#define FUSE_AOTC_MODULE_CHECK_H

#include <stdbool.h>

#include "wasm_export.h"

/** Checks imports, entries and start function; reports everything that is wrong, naming `file`. */
bool module_check(wasm_module_t loaded, const char *file);

#endif
