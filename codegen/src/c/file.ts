// SPDX-License-Identifier: Apache-2.0
/** What stands at the top level of a C file. */
import type { CExpr } from './expressions';
import type { CBlock, SourceLine } from './statements';
import type { CParam, CType } from './types';

export type Storage = 'static' | 'extern' | null;

export interface CField {
  readonly name: string;
  readonly type: CType;
  readonly doc: string;
  /** Macro condition under which the field exists. */
  readonly condition: string | null;
}
/** The body of a struct or union: fields, or a nested anonymous struct or union with a name. */
export type CMember =
  | ({ readonly kind: 'field' } & CField)
  | {
      readonly kind: 'nested';
      readonly tag: 'struct' | 'union';
      readonly name: string;
      readonly members: readonly CMember[];
    };

/** Documentation of a function: text and the @param / @return lines. */
export interface CDoc {
  readonly text: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly result: string;
  /** Further `@tag text` lines, for example `@file`. */
  readonly tags?: readonly string[];
}

export type CTop =
  | { readonly kind: 'include'; readonly header: string; readonly system: boolean }
  /** `params` of a function-like macro; `value` null defines it as nothing. */
  | {
      readonly kind: 'define';
      readonly name: string;
      readonly params: readonly string[] | null;
      readonly value: CExpr | null;
      /** The replacement as items on lines of their own (`X(a, "b")`): an X-macro. */
      readonly lines?: readonly CExpr[];
      readonly doc: string;
    }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'typedef'; readonly name: string; readonly type: CType; readonly doc: string }
  | {
      readonly kind: 'struct';
      readonly tag: string;
      /** Name of the typedef made with it, or null when that was declared before. */
      readonly typedef: string | null;
      readonly members: readonly CMember[];
      readonly doc: string;
    }
  | { readonly kind: 'forward'; readonly tag: string; readonly typedef: string | null }
  | {
      readonly kind: 'variable';
      readonly storage: Storage;
      readonly name: string;
      readonly type: CType;
      readonly init: CExpr | null;
      readonly doc: string;
      readonly at?: SourceLine;
    }
  | {
      readonly kind: 'function';
      readonly storage: Storage;
      readonly inline: boolean;
      readonly noreturn: boolean;
      readonly name: string;
      readonly params: readonly CParam[];
      readonly result: CType;
      /** Null for a prototype. */
      readonly body: CBlock | null;
      readonly doc: CDoc | null;
      readonly attributes?: readonly string[];
      readonly at?: SourceLine;
    }
  | { readonly kind: 'staticAssert'; readonly condition: CExpr; readonly message: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'blank' }
  /** `#if condition` … `#else` … `#endif`. `tight` puts no blank lines around its content. */
  | {
      readonly kind: 'ppIf';
      readonly condition: string;
      readonly then: readonly CTop[];
      readonly otherwise: readonly CTop[] | null;
      readonly tight?: boolean;
    }
  | { readonly kind: 'externC'; readonly body: readonly CTop[] };

export interface CFile {
  readonly name: string;
  /** First doc comment: what the file is, and where it came from. */
  readonly doc: string;
  readonly origin: string;
  /** Name of the include guard; null in a .c file. */
  readonly guard: string | null;
  readonly content: readonly CTop[];
}
