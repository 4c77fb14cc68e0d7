// SPDX-License-Identifier: Apache-2.0
/** What the analysis of one function carries along. */
import type { Expr, FunctionDecl, LocalDecl, Location, Obligation, Place } from '../ir';
import type { Effects, Writes } from './effects';
import type { Reason } from './advice';
import type { Collector, Holder, Knowledge } from './knowledge';
import type { CheckKind, Ledger } from './ledger';
import { span, type Range } from './ranges';
import type { Ghost } from './ranks';
import type { Claims } from './rounds';
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
  /** What the loops around have moved since their turn began. */
  readonly ghosts: Ghost[] = [];
  /** Turns of loops that were gone through. */
  turns = 0;

  constructor(
    /** The function; null where a static is initialised. */
    readonly decl: FunctionDecl | null,
    readonly symbols: Symbols,
    readonly effects: Effects,
    readonly ledger: Ledger,
    readonly knowledge: Knowledge,
    readonly collector: Collector,
    /** Integer constants of the function: where growing bounds stop first. */
    readonly thresholds: readonly bigint[],
    private readonly claims: Claims | null,
  ) {}

  /** Notes what the value of an expression can be, on one way through the code. */
  claim(state: State, e: Expr, value: Range): void {
    if (this.claims === null || state.dead || !this.ledger.recording) return;
    const known = this.claims.get(e);
    this.claims.set(e, known === undefined ? { lo: value.lo, hi: value.hi } : span(known, value));
  }

  /** Notes what is stored, passed or returned, for the facts that hold of all places where it is. */
  collect(state: State, holder: Holder, value: Range): void {
    if (!state.dead && this.ledger.recording) this.collector.note(holder, value);
  }
  collectStore(state: State, place: Place, value: Range): void {
    if (!state.dead && this.ledger.recording) this.collector.store(place, value);
  }

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

  note(state: State, obligation: Obligation, met: boolean, kind: CheckKind, at: Location, reason: () => Reason): void {
    this.ledger.note(obligation, met || state.dead, kind, at, reason);
  }
}
