// SPDX-License-Identifier: Apache-2.0
/** Stage `load`. */
export { UsageError } from './inputs';
export * from './load';
export type { TextSource } from './program';
export { diskTexts, memoryTexts } from './texts';
export { libraryPath } from './library';
export { isLeftToRules } from './typescript';
