// SPDX-License-Identifier: Apache-2.0
/** Something wrong that is written into a right program, and the diagnostic that must then come. */
import type { Code } from '../../../codegen/src/diagnostics';
import type { Scope } from '../generator/scope';
import type { Writer } from '../generator/writer';

export interface Mistake {
  readonly name: string;
  /** What the compiler must say at one of the lines that are written: one of these. */
  readonly codes: readonly Code[];
  /** Statements with the mistake; null where the scope lacks what it needs. */
  readonly statements?: (g: Writer, scope: Scope) => readonly string[] | null;
  /** Declarations beside the program. */
  readonly declarations?: readonly string[];
}

/** Every line that may be the place of the diagnostic ends with it. */
export const MARK = '//!';

/** Mistakes that are the same everywhere: statements by the code that they give. */
export function fixed(...entries: readonly (readonly [Code | readonly Code[], ...string[]])[]): Mistake[] {
  return entries.map(([codes, ...lines]) => ({
    name: lines.join(' '),
    codes: typeof codes === 'string' ? [codes] : codes,
    statements: () => lines,
  }));
}

export function declared(...entries: readonly (readonly [Code | readonly Code[], ...string[]])[]): Mistake[] {
  return entries.map(([codes, ...lines]) => ({
    name: lines.join(' '),
    codes: typeof codes === 'string' ? [codes] : codes,
    declarations: lines,
  }));
}
