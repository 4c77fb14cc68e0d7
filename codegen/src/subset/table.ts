// SPDX-License-Identifier: Apache-2.0
/**
 * The allowed syntax: one rule for every SyntaxKind. It is exhaustive by its type, so that a TypeScript with a new kind fails to compile
 * until somebody has decided about it. The checker, the documentation and the fuzzer read it.
 */
import { SyntaxKind } from 'typescript';
import { expressions } from './expressions';
import { keywords } from './keywords';
import { other } from './other';
import type { KindName, Rule } from './rule';
import { statements } from './statements';
import { tokens } from './tokens';
import { types } from './types';

/** Names of ranges of kinds (`FirstToken`), which are second names of others. */
type Marker = Extract<KindName, `First${string}` | `Last${string}`>;

export const table: Readonly<Record<Exclude<KindName, Marker>, Rule>> = {
  ...tokens,
  ...keywords,
  ...types,
  ...expressions,
  ...statements,
  ...other,
};

const byKind = new Map<SyntaxKind, Rule>(
  (Object.keys(table) as Exclude<KindName, Marker>[]).map((name) => [SyntaxKind[name], table[name]]),
);

export function ruleOf(kind: SyntaxKind): Rule {
  const rule = byKind.get(kind);
  if (rule === undefined) throw new Error(`no rule for syntax kind ${SyntaxKind[kind]}`);
  return rule;
}
