// SPDX-License-Identifier: Apache-2.0
/**
 * The constructs of the language: for each its rule in a line, where docs/language.md defines it, the syntax that it allows, what of
 * lib.d.ts belongs to it, what is said where it is broken, and the golden C that shows its shape. Tests hold it complete: every allowed
 * kind of syntax, every name of the library, every diagnostic and every golden folder is in some construct.
 */
import type { Code } from '../diagnostics';
import type { KindName } from '../subset';
import { declarations } from './declarations';
import { environment } from './environment';
import { expressions } from './expressions';
import { statements } from './statements';
import { types } from './types';

export interface Construct {
  readonly title: string;
  readonly rule: string;
  /** Heading of docs/language.md, by its number: `4.2`. */
  readonly section: string;
  readonly kinds?: readonly KindName[];
  /** Names that lib.d.ts declares. */
  readonly library?: readonly string[];
  readonly codes: readonly Code[];
  /** Folders of test/codegen/constructs. */
  readonly golden?: readonly string[];
}

export interface Chapter {
  readonly title: string;
  readonly constructs: readonly Construct[];
}

export const chapters: readonly Chapter[] = [
  { title: 'Declarations', constructs: declarations },
  { title: 'Types', constructs: types },
  { title: 'Expressions', constructs: expressions },
  { title: 'Statements', constructs: statements },
  { title: 'Around the program', constructs: environment },
];
