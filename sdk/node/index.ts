// SPDX-License-Identifier: Apache-2.0
/** FUSE for Node.js: one interface, the Linux runtime as an addon or the runtime as JavaScript behind it. docs/node-api.md. */

export * from './fuse';
export { openJavaScript, type JavaScriptOptions } from './javascript';
export { openNative } from './native';
export { nativesHash } from './natives-hash';
export { sealWasm } from './wasm/seal';
