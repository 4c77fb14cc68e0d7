// SPDX-License-Identifier: Apache-2.0
/** What the analysis of one function carries along. */
import type { Expr, FunctionDecl, LocalDecl, Location, Obligation } from '../ir';
import type { Effects, Writes } from './effects';
import type { CheckKind, Ledger } from './ledger';
import type { Range } from './ranges';
import { isWritten, type State } from './state';
import { learnAtMost, type Value } from './values';
import type { Symbols } from './symbols';

export class Context {
  readonly everything: Writes = { everything: true, fields: new Set(), statics: new Set() };
  /** Boolean constants whose definition still holds wherever they are read. */
  readonly definitions = new Map<LocalDecl, Expr>();
  /** What the calls seen have written: a value read before one may speak of symbols that mean something else after it. */
  readonly calls: Writes[] = [];
  /** What checks have taught since the last sequence point. */
  private pending: { readonly a: Value; readonly b: Value; readonly c: bigint }[] = [];
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

  /**
   * A check that was passed says a <= b + c. C does not order the operands of an expression, so this holds only after the whole of it:
   * what would be proved by it may be computed before.
   */
  learnLater(a: Value, b: Value, c = 0n): void {
    this.pending.push({ a, b, c });
  }

  /** At a sequence point: what checks have taught is known. */
  settle(state: State): void {
    for (const { a, b, c } of this.pending) learnAtMost(state, a, b, c);
    this.pending = [];
  }

  /** Notes a call: what it writes may mean something else from now on, in the state and in what is pending. */
  call(state: State, writes: Writes): void {
    this.calls.push(writes);
    state.forgetWrites(writes);
    const keep = (v: Value): Value => ({
      ...v,
      below: v.below.filter(({ sym }) => !isWritten(sym, writes)),
      above: v.above.filter(({ sym }) => !isWritten(sym, writes)),
    });
    this.pending = this.pending.map(({ a, b, c }) => ({ a: keep(a), b: keep(b), c }));
  }

  /**
   * An operand with sequence points of its own (`&&`, `||`, `?:`): evaluated on a copy, of which only what its calls wrote comes back,
   * since its neighbours may be computed before it.
   */
  apart<T>(state: State, evaluate: (copy: State) => T): T {
    const outer = this.pending;
    this.pending = [];
    const calls = this.calls.length;
    const result = evaluate(state.copy());
    this.pending = outer;
    for (const writes of this.calls.slice(calls)) state.forgetWrites(writes);
    return result;
  }

  note(state: State, obligation: Obligation, met: boolean, kind: CheckKind, at: Location, reason: () => string): void {
    this.ledger.note(obligation, met || state.dead, kind, at, reason);
  }
}
