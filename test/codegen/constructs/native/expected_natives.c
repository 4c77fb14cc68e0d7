/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from the HAL groups by codegen; do not edit. */
/** The native functions that modules may import: each goes through the runtime before its own code. */
#include "fuse_natives.h"

#include "api.h"
#include "input.h"
#include "wasm_export.h"

static uint32_t native_count_used(WASMExecEnv *env, uint32_t bytes_address, uint32_t bytes_length)
{
    fuse_module_t *const caller = fuse_enter_native(env, FUSE_CAP_COUNT);
    if (caller == NULL) {
        return 0U;
    }
    fuse_guest_bytes_t bytes = {0};
    if (!fuse_guest_bytes(caller, bytes_address, bytes_length, &bytes)) {
        return 0U;
    }
    return fuse_count_used(caller, &bytes);
}

NativeSymbol fuse_native_symbols[] = {
    { "count_used", (void *)(uintptr_t)&native_count_used, "(ii)i", NULL },
};

const uint32_t fuse_native_symbol_count = (uint32_t)(sizeof(fuse_native_symbols) / sizeof(fuse_native_symbols[0]));

const uint8_t fuse_natives_hash[32] = {
    0x23U, 0x30U, 0x83U, 0xFEU, 0xD5U, 0xDDU, 0x74U, 0xFBU, 0x6DU, 0x3CU, 0x32U, 0x00U, 0xD9U, 0x1CU, 0x33U, 0xC8U,
    0x76U, 0x0FU, 0x8EU, 0x0AU, 0xC9U, 0x1FU, 0x44U, 0x6BU, 0x9FU, 0x67U, 0xE5U, 0xF5U, 0x4CU, 0x6DU, 0x62U, 0x8EU
};
