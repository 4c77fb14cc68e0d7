// SPDX-License-Identifier: Apache-2.0
/** What the subset says about one kind of syntax. */
import type { SyntaxKind } from 'typescript';
import type { Code } from '../diagnostics';

export type KindName = keyof typeof SyntaxKind;

/** Allowed, or refused with what is wrong and what to write instead. `unreachable` kinds never stand in a tree that is checked. */
export type Rule =
  | { readonly rule: 'allowed' }
  | { readonly rule: 'refused'; readonly code: Code; readonly message: string; readonly behind?: Before }
  | { readonly rule: 'unreachable' };

/** What is refused before a kind is looked at: the construct that it is a part of, or the form of an allowed one. */
export type Before = KindName | 'a rule of placement' | 'a syntax error';

export const allowed: Rule = { rule: 'allowed' };
/** Trivia, punctuation, and what only emit or doc comments have. */
export const unreachable: Rule = { rule: 'unreachable' };

export function refused(code: Code, message: string): Rule {
  return { rule: 'refused', code, message };
}

/** The rule of kinds that are never the first to be refused: tsc reads them only as parts of others. */
export function behind(before: Before, rule: Rule): Rule {
  return rule.rule === 'refused' ? { ...rule, behind: before } : rule;
}

/** One rule for several kinds. */
export function each<K extends KindName>(rule: Rule, ...kinds: readonly K[]): Record<K, Rule> {
  return Object.fromEntries(kinds.map((kind) => [kind, rule])) as Record<K, Rule>;
}
