// SPDX-License-Identifier: Apache-2.0
/** What the analysis of one function carries along. */
import type { Expr, FunctionDecl, LocalDecl, Location, Obligation } from '../ir';
import type { Effects, Writes } from './effects';
import type { CheckKind, Ledger } from './ledger';
import type { Range } from './ranges';
import type { State } from './state';
import type { Symbols } from './symbols';

export class Context {
  readonly everything: Writes = { everything: true, fields: new Set(), statics: new Set() };
  /** Boolean constants whose definition still holds wherever they are read. */
  readonly definitions = new Map<LocalDecl, Expr>();
  /** Counts the calls seen: a value read before one may speak of symbols that mean something else after it. */
  calls = 0;
  /** What the function returns, if it returns integers. */
  result: Range | null = null;

  constructor(
    readonly symbols: Symbols,
    readonly effects: Effects,
    readonly ledger: Ledger,
    /** Ranges of the results of functions analysed before. */
    readonly results: ReadonlyMap<FunctionDecl, Range>,
    /** Integer constants of the function: where growing bounds stop first. */
    readonly thresholds: readonly bigint[],
  ) {}

  note(
    state: State,
    obligation: Obligation,
    met: boolean,
    kind: CheckKind,
    at: Location,
    reason: () => string,
  ): void {
    this.ledger.note(obligation, met || state.dead, kind, at, reason);
  }
}
