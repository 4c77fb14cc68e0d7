// SPDX-License-Identifier: Apache-2.0
/**
 * What is known at a point of a function: upper bounds of differences of two symbols (`a - b <= c`), bounds of one symbol being
 * differences to zero. Everything follows from shortest paths over these edges and the symbols' own ranges.
 */
import type { Writes } from './effects';
import { ZERO, type Sym } from './symbols';
import type { LocalDecl } from '../ir';

type Edges = Map<string, Map<string, bigint>>;

export class State {
  /** `from.get(a).get(b) = c`: a - b <= c. */
  private from: Edges = new Map();
  private syms = new Map<string, Sym>();
  /** Nothing reaches this point. */
  dead = false;

  copy(): State {
    const copy = new State();
    for (const [a, row] of this.from) copy.from.set(a, new Map(row));
    for (const [key, sym] of this.syms) copy.syms.set(key, sym);
    copy.dead = this.dead;
    return copy;
  }

  /** Takes over what `other` knows; `other` is used up. */
  become(other: State): void {
    this.from = other.from;
    this.syms = other.syms;
    this.dead = other.dead;
  }

  private know(sym: Sym): void {
    if (sym.key !== ZERO.key) this.syms.set(sym.key, sym);
  }

  /** Successors of `a`: every b with a known upper bound of a - b. */
  private *next(a: string): Generator<[string, bigint]> {
    if (a === ZERO.key) {
      for (const [key, sym] of this.syms) yield [key, -sym.range.lo];
    } else {
      const sym = this.syms.get(a);
      if (sym !== undefined) yield [ZERO.key, sym.range.hi];
    }
    const row = this.from.get(a);
    if (row !== undefined) yield* row;
  }

  /** The least known c with a - b <= c, or null. */
  bound(a: Sym, b: Sym): bigint | null {
    if (a.key === b.key) return 0n;
    const best = new Map<string, bigint>([[a.key, 0n]]);
    if (a.key !== ZERO.key && !this.syms.has(a.key)) best.set(ZERO.key, a.range.hi);
    let changed = true;
    // Bellman-Ford; contradictory facts make a negative cycle, which the round limit cuts short (any result is sound there).
    for (let round = 0; changed && round <= this.syms.size + 1; round++) {
      changed = false;
      for (const [node, distance] of [...best]) {
        for (const [other, edge] of this.next(node)) {
          const sum = distance + edge;
          const known = best.get(other);
          if (known === undefined || sum < known) {
            best.set(other, sum);
            changed = true;
          }
        }
      }
    }
    const direct = best.get(b.key);
    const zero = best.get(ZERO.key);
    const viaRange = zero === undefined || this.syms.has(b.key) ? undefined : zero - b.range.lo;
    if (direct === undefined) return viaRange ?? null;
    return viaRange === undefined || direct < viaRange ? direct : viaRange;
  }

  hi(a: Sym): bigint {
    return this.bound(a, ZERO) ?? a.range.hi;
  }
  lo(a: Sym): bigint {
    const c = this.bound(ZERO, a);
    return c === null ? a.range.lo : -c;
  }

  /** Learns a - b <= c. */
  learn(a: Sym, b: Sym, c: bigint): void {
    if (this.dead) return;
    if (a.key === b.key) {
      if (c < 0n) this.dead = true;
      return;
    }
    this.know(a);
    this.know(b);
    const back = this.bound(b, a);
    if (back !== null && back + c < 0n) {
      this.dead = true;
      return;
    }
    const known = this.bound(a, b);
    if (known !== null && known <= c) return;
    this.edge(a.key, b.key, c);
  }

  private edge(a: string, b: string, c: bigint): void {
    let row = this.from.get(a);
    if (row === undefined) this.from.set(a, (row = new Map()));
    const known = row.get(b);
    if (known === undefined || c < known) row.set(b, c);
  }

  /** Forgets a symbol; what followed through it stays. */
  forget(sym: Sym): void {
    const key = sym.key;
    if (!this.syms.has(key)) return;
    const into: [string, bigint][] = [[ZERO.key, -sym.range.lo]];
    for (const [a, row] of this.from) {
      const c = row.get(key);
      if (c !== undefined) into.push([a, c]);
    }
    const out = [...this.next(key)];
    this.from.delete(key);
    for (const row of this.from.values()) row.delete(key);
    this.syms.delete(key);
    for (const [a, c1] of into) for (const [b, c2] of out) if (a !== b) this.edge(a, b, c1 + c2);
  }

  /** `sym` takes over the facts of `successor`, which disappears. */
  rename(successor: Sym, sym: Sym): void {
    const row = this.from.get(successor.key);
    if (row !== undefined) {
      this.from.delete(successor.key);
      this.from.set(sym.key, row);
    }
    for (const other of this.from.values()) {
      const c = other.get(successor.key);
      if (c !== undefined) {
        other.delete(successor.key);
        other.set(sym.key, c);
      }
    }
    if (this.syms.delete(successor.key)) this.syms.set(sym.key, sym);
  }

  private forgetWhere(test: (sym: Sym) => boolean): void {
    for (const sym of [...this.syms.values()]) if (test(sym)) this.forget(sym);
  }
  forgetLocal(decl: LocalDecl): void {
    this.forgetWhere((sym) => sym.locals.has(decl));
  }
  forgetWrites(writes: Writes): void {
    this.forgetWhere((sym) => {
      if (writes.everything) return sym.fields.size > 0 || sym.statics.size > 0;
      for (const field of sym.fields) if (writes.fields.has(field)) return true;
      for (const decl of sym.statics) if (writes.statics.has(decl)) return true;
      return false;
    });
  }

  private *edges(): Generator<[Sym, Sym, bigint]> {
    for (const [a, row] of this.from) {
      for (const [b, c] of row) yield [this.sym(a), this.sym(b), c];
    }
  }
  private sym(key: string): Sym {
    return key === ZERO.key ? ZERO : (this.syms.get(key) as Sym);
  }

  /** Writes down the known differences between these symbols, so that a loop's invariant can keep them when their bounds grow. */
  relate(syms: readonly Sym[]): void {
    for (const a of syms) {
      for (const b of syms) {
        const c = a === b ? null : this.bound(a, b);
        if (c === null) continue;
        this.know(a);
        this.know(b);
        this.edge(a.key, b.key, c);
      }
    }
  }

  /** What holds on both ways into a point. */
  static join(a: State, b: State): State {
    if (a.dead) return b.copy();
    if (b.dead) return a.copy();
    const joined = new State();
    const keep = (x: Sym, y: Sym, c: bigint, other: State): void => {
      const theirs = other.bound(x, y);
      if (theirs === null) return;
      joined.know(x);
      joined.know(y);
      joined.edge(x.key, y.key, theirs > c ? theirs : c);
    };
    for (const [x, y, c] of a.edges()) keep(x, y, c, b);
    for (const [x, y, c] of b.edges()) keep(x, y, c, a);
    return joined;
  }

  /**
   * The loop head's next guess: what still holds after a turn. A bound that grew goes to the next of `thresholds`, so that this ends.
   * Returns null when the guess holds already.
   */
  static widen(head: State, after: State, thresholds: readonly bigint[]): State | null {
    if (after.dead) return null;
    const next = new State();
    let grew = false;
    for (const [x, y, c] of head.edges()) {
      const theirs = after.bound(x, y);
      if (theirs !== null && theirs <= c) {
        next.know(x);
        next.know(y);
        next.edge(x.key, y.key, c);
        continue;
      }
      grew = true;
      const step = theirs === null ? undefined : thresholds.find((t) => t >= theirs);
      if (step === undefined) continue;
      next.know(x);
      next.know(y);
      next.edge(x.key, y.key, step);
    }
    return grew ? next : null;
  }

  /** Facts that mention the symbol, for an explanation. */
  describe(sym: Sym): string {
    return `${sym.text} is ${this.lo(sym)}..${this.hi(sym)}`;
  }
}
