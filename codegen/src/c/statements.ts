// SPDX-License-Identifier: Apache-2.0
/** C statements. */
import type { CExpr } from './expressions';
import type { CType } from './types';

/** A line of a source file, for #line. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

interface Positioned {
  /** Where it comes from; absent for what has no counterpart in the source. */
  readonly at?: SourceLine;
  /** Comment lines before it. */
  readonly comments?: readonly string[];
  /** An empty line stands before it, as in the source. */
  readonly spaced?: boolean;
}

export interface CBlock {
  readonly statements: readonly CStmt[];
  /** Line of the closing brace. */
  readonly end?: SourceLine;
}
export interface CLocal {
  readonly kind: 'local';
  readonly name: string;
  readonly type: CType;
  readonly init: CExpr | null;
}
export interface CSwitchCase {
  readonly labels: readonly CExpr[];
  readonly isDefault: boolean;
  readonly body: CBlock;
  /** The case ends in `break` of its own (its last statement leaves the function or loop otherwise). */
  readonly needsBreak: boolean;
  readonly at?: SourceLine;
}

export type CStmt = Positioned &
  (
    | CLocal
    | { readonly kind: 'expr'; readonly expr: CExpr }
    | {
        readonly kind: 'if';
        readonly condition: CExpr;
        readonly then: CBlock;
        readonly otherwise: CBlock | CStmt | null;
      }
    | { readonly kind: 'while'; readonly condition: CExpr; readonly body: CBlock }
    | { readonly kind: 'do'; readonly body: CBlock; readonly condition: CExpr }
    | {
        readonly kind: 'for';
        readonly init: CLocal | CExpr | null;
        readonly condition: CExpr | null;
        readonly update: CExpr | null;
        readonly body: CBlock;
      }
    | { readonly kind: 'switch'; readonly subject: CExpr; readonly cases: readonly CSwitchCase[] }
    | { readonly kind: 'return'; readonly value: CExpr | null }
    | { readonly kind: 'break' }
    | { readonly kind: 'continue' }
    | { readonly kind: 'block'; readonly block: CBlock }
    /** `#if condition` … `#else` … `#endif` around whole statements. */
    | {
        readonly kind: 'ppIf';
        readonly condition: string;
        readonly then: readonly CStmt[];
        readonly otherwise: readonly CStmt[] | null;
      }
  );

export const expr = (value: CExpr): CStmt => ({ kind: 'expr', expr: value });
export const ret = (value: CExpr | null = null): CStmt => ({ kind: 'return', value });
export const local = (name: string, type: CType, init: CExpr | null): CLocal => ({ kind: 'local', name, type, init });
export const block = (...statements: CStmt[]): CBlock => ({ statements });
export const ifThen = (condition: CExpr, ...then: CStmt[]): CStmt => ({
  kind: 'if',
  condition,
  then: { statements: then },
  otherwise: null,
});
