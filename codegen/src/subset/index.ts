// SPDX-License-Identifier: Apache-2.0
/** Stage `subset`. */
export * from './check';
export { table, ruleOf } from './table';
export type { Rule, KindName } from './rule';
