// SPDX-License-Identifier: Apache-2.0
/** Stage `types`. */
export * from './program';
export { parseHeaderRequest, type HeaderRequest } from './headers';
