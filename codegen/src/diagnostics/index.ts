// SPDX-License-Identifier: Apache-2.0
/** Diagnostics: codes, collector, text. */
export * from './diagnostic';
export * from './fix';
export * from './format';
export * from './location';
export * from './registry';
export * from './sarif';
