// SPDX-License-Identifier: Apache-2.0
/** What lowering a function carries along. */
import type * as c from '../c';
import type { FunctionDecl, LocalDecl, Location, Obligation, Stmt } from '../ir';
import * as cc from '../c';
import type { Library } from './library';

export class Lowering {
  constructor(
    readonly library: Library,
    readonly decl: FunctionDecl | null,
    /** C names of locals, unique in the function. */
    readonly names: ReadonlyMap<LocalDecl, string>,
    readonly switchSites: ReadonlyMap<Stmt, number> = new Map(),
    /** Locals that some configuration does not use. */
    readonly unused: ReadonlySet<LocalDecl> = new Set(),
    /** A free name in this function, made from `base`. */
    readonly freshName: (base: string) => string = (base) => base,
  ) {}

  local(decl: LocalDecl): string {
    return this.names.get(decl) ?? decl.cName;
  }

  site(obligation: Obligation): c.CExpr {
    return cc.literal(`${obligation.site ?? 0}U`);
  }
}

export const isChecked = (obligation: Obligation): boolean => obligation.state === 'checked';

export const sourceLine = (at: Location): c.SourceLine => ({ file: at.file, line: at.line });
export const endLine = (at: Location): c.SourceLine => ({ file: at.file, line: at.endLine });

/** An IR that the front end must not have produced. */
export class LoweringError extends Error {
  constructor(message: string, at: Location) {
    super(`${at.file}:${at.line}:${at.column}: ${message}`);
    this.name = 'LoweringError';
  }
}
