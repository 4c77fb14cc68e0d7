/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file module_unchecked.c
 * In place of module_check.c: every module passes. The runtime must not rely on fuse-aotc having checked.
 */
#include "module_check.h"

bool module_check(wasm_module_t module, const char *file)
{
    (void)module;
    (void)file;
    return true;
}
