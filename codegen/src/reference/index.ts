// SPDX-License-Identifier: Apache-2.0
/** The generated reference: constructs and diagnostics. */
export * from './constructs';
export * from './pages';
