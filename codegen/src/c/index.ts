// SPDX-License-Identifier: Apache-2.0
/** The C syntax tree: what `lower` builds and `print` turns into text. */
export * from './types';
export * from './expressions';
export * from './statements';
export * from './file';
