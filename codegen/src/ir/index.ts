// SPDX-License-Identifier: Apache-2.0
/** The typed intermediate representation: what stands between TypeScript and C. TypeScript stops before it, C begins after it. */
export * from './types';
export * from './expressions';
export * from './declarations';
export * from './statements';
export * from './parts';
