/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from native/input.ts by codegen; do not edit. */
/** Natives: a function that modules import, with its wrapper and its table. */
#ifndef INPUT_H
#define INPUT_H

#include "fuse_lang.h"
#include "api.h"
#include "wasm_export.h"

/** Memory of the caller's. */
typedef struct fuse_guest_bytes {
    uint8_t *start;
    uint32_t length;
} fuse_guest_bytes_t;

fuse_module_t *fuse_enter_native(WASMExecEnv *env, uint32_t capability);
bool fuse_guest_bytes(fuse_module_t *caller, uint32_t address, uint32_t length, fuse_guest_bytes_t *out);

/** How many bytes are not 0. */
uint32_t fuse_count_used(fuse_module_t *caller, fuse_guest_bytes_t *bytes);

#endif
