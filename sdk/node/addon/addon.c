/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file addon.c
 * Where Node.js finds the addon. sdk/node/native.ts gives its functions types; what they check here keeps the process alive
 * whatever is passed.
 */
#include "calls.h"

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */)
{
    if (fuse_addon_export(env, exports)) {
        (void)napi_add_env_cleanup_hook(env, fuse_addon_end_environment, env);
    }
    return exports;
}
