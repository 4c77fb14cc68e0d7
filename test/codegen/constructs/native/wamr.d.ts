// SPDX-License-Identifier: Apache-2.0
/**
 * WAMR, as little as the example needs.
 * @header wasm_export.h
 */

/** @cname WASMExecEnv */
interface ExecEnv {}
