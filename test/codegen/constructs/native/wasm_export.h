/* SPDX-License-Identifier: Apache-2.0 */
/** WAMR, as little as the example needs. */
#ifndef WASM_EXPORT_H
#define WASM_EXPORT_H

#include <stdint.h>

typedef struct WASMExecEnv WASMExecEnv;

typedef struct NativeSymbol {
    const char *symbol;
    void *func_ptr;
    const char *signature;
    void *attachment;
} NativeSymbol;

#endif
