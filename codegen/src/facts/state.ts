// SPDX-License-Identifier: Apache-2.0
/**
 * What is known at a point of a function: upper bounds of differences of two symbols (`a - b <= c`), bounds of one symbol being
 * differences to zero. Everything follows from shortest paths over these edges and the symbols' own ranges.
 */
import type { Writes } from './effects';
import { ZERO, type Sym } from './symbols';
import type { LocalDecl } from '../ir';

/** Whether the symbol may mean something else after the writes. */
export function isWritten(sym: Sym, writes: Writes): boolean {
  if (writes.everything) return sym.fields.size > 0 || sym.statics.size > 0;
  for (const field of sym.fields) if (writes.fields.has(field)) return true;
  for (const decl of sym.statics) if (writes.statics.has(decl)) return true;
  return false;
}

/** So many guesses of a loop's invariant take the nearest threshold. */
const NEAR_GUESSES = 4;

type Edges = Map<string, Map<string, bigint>>;

/** Where facts come from, for explanations: shared by the states of a function. */
export class Origins {
  /** What teaches now. */
  current = '';
  private readonly known = new Map<string, string>();

  note(a: string, b: string, c: bigint): void {
    if (this.current !== '') this.known.set(`${a} ${b} ${c}`, this.current);
  }
  of(a: string, b: string, c: bigint): string {
    return this.known.get(`${a} ${b} ${c}`) ?? '';
  }
}

export class State {
  constructor(readonly origins: Origins = new Origins()) {}

  /** `from.get(a).get(b) = c`: a - b <= c. */
  private readonly from: Edges = new Map();
  private readonly syms = new Map<string, Sym>();
  private readonly paths = new Map<string, ReadonlyMap<string, bigint>>();
  /** Nothing reaches this point. */
  dead = false;

  copy(): State {
    const copy = new State(this.origins);
    for (const [a, row] of this.from) copy.from.set(a, new Map<string, bigint>(row));
    for (const [key, sym] of this.syms) copy.syms.set(key, sym);
    for (const [key, best] of this.paths) copy.paths.set(key, best);
    copy.dead = this.dead;
    return copy;
  }

  private know(sym: Sym): void {
    if (sym.key === ZERO.key || this.syms.has(sym.key)) return;
    this.syms.set(sym.key, sym);
    this.paths.clear();
  }

  /**
   * The least known c with a - b <= c, or null. Shortest paths: a symbol's own range is an edge to zero and one from it. What is known
   * from one symbol to all others is kept until something changes.
   */
  bound(a: Sym, b: Sym): bigint | null {
    if (a.key === b.key) return 0n;
    const isKnown = a.key === ZERO.key || this.syms.has(a.key);
    const distances = this.distances(isKnown ? a.key : ZERO.key);
    const start = isKnown ? 0n : a.range.hi;
    const direct = distances.get(b.key);
    const zero = distances.get(ZERO.key);
    const viaZero = zero === undefined ? undefined : zero - b.range.lo;
    const least = direct === undefined || (viaZero !== undefined && viaZero < direct) ? viaZero : direct;
    return least === undefined ? null : start + least;
  }

  private distances(source: string): ReadonlyMap<string, bigint> {
    const kept = this.paths.get(source);
    if (kept !== undefined) return kept;
    const best = new Map<string, bigint>([[source, 0n]]);
    const queue = [source];
    const queued = new Set<string>(queue);
    const relax = (node: string, distance: bigint): void => {
      const known = best.get(node);
      if (known !== undefined && known <= distance) return;
      best.set(node, distance);
      if (queued.has(node)) return;
      queued.add(node);
      queue.push(node);
    };
    // Contradictory facts make a negative cycle, which the limit cuts short: any result is sound there.
    const limit = 4 * (this.syms.size + 2);
    for (let step = 0; step < limit && step < queue.length; step++) {
      const node = queue[step] as string;
      queued.delete(node);
      const distance = best.get(node) as bigint;
      const row = this.from.get(node);
      if (row !== undefined) for (const [other, edge] of row) relax(other, distance + edge);
      if (node === ZERO.key) {
        for (const [other, sym] of this.syms) relax(other, distance - sym.range.lo);
      } else {
        const sym = this.syms.get(node);
        if (sym !== undefined) relax(ZERO.key, distance + sym.range.hi);
      }
    }
    this.paths.set(source, best);
    return best;
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
    this.origins.note(a.key, b.key, c);
    this.edge(a.key, b.key, c);
  }

  private edge(a: string, b: string, c: bigint): void {
    let row = this.from.get(a);
    if (row === undefined) this.from.set(a, (row = new Map<string, bigint>()));
    const known = row.get(b);
    if (known !== undefined && c >= known) return;
    row.set(b, c);
    this.paths.clear();
  }

  /** Adds an edge that follows from others, unless the symbols' ranges say as much. */
  private shorten(a: string, b: string, c: bigint): void {
    const hi = this.sym(a).range.hi;
    const lo = this.sym(b).range.lo;
    if (c < hi - lo) this.edge(a, b, c);
  }

  /** Forgets a symbol; what followed through it stays. */
  forget(sym: Sym): void {
    const key = sym.key;
    if (!this.syms.has(key)) return;
    this.paths.clear();
    const into: [string, bigint][] = [[ZERO.key, -sym.range.lo]];
    const out: [string, bigint][] = [[ZERO.key, sym.range.hi], ...(this.from.get(key) ?? [])];
    for (const [a, row] of this.from) {
      const c = row.get(key);
      if (c !== undefined) into.push([a, c]);
    }
    this.from.delete(key);
    for (const row of this.from.values()) row.delete(key);
    this.syms.delete(key);
    for (const [a, c1] of into) for (const [b, c2] of out) if (a !== b) this.shorten(a, b, c1 + c2);
  }

  /** `sym` takes over the facts of `successor`, which disappears. */
  rename(successor: Sym, sym: Sym): void {
    this.paths.clear();
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
    this.forgetWhere((sym) => isWritten(sym, writes));
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
    const joined = new State(a.origins);
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
   * The loop head's next guess: what still holds after a turn. A bound that grew goes to one of `thresholds`, so that this ends: the
   * next one at first, then past twice as many each time, since nested loops multiply the guesses. Null when the guess holds already.
   */
  static widen(head: State, after: State, thresholds: readonly bigint[], guess: number): State | null {
    if (after.dead) return null;
    const next = new State(head.origins);
    const passed = guess < NEAR_GUESSES ? 0 : 2 ** (guess - NEAR_GUESSES);
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
      const nearest = theirs === null ? -1 : thresholds.findIndex((t) => t >= theirs);
      const step = nearest < 0 ? undefined : thresholds[Math.min(nearest + passed, thresholds.length - 1)];
      if (step === undefined) continue;
      next.know(x);
      next.know(y);
      next.edge(x.key, y.key, step);
    }
    return grew ? next : null;
  }

  /** Where the least known bound of a - b comes from: the origins along the path, and the symbols whose own ranges it uses. */
  why(a: Sym, b: Sym): { origins: string[]; ranges: Sym[] } {
    const best = new Map<string, { distance: bigint; from: string; origin: string; range: Sym | null }>();
    best.set(a.key, { distance: 0n, from: '', origin: '', range: null });
    const symbols = [...this.syms.values(), a, b];
    const steps: { from: string; to: string; c: bigint; range: Sym | null }[] = [
      ...[...this.from].flatMap(([from, row]) => [...row].map(([to, c]) => ({ from, to, c, range: null }))),
      ...symbols.map((sym) => ({ from: sym.key, to: ZERO.key, c: sym.range.hi, range: sym })),
      ...symbols.map((sym) => ({ from: ZERO.key, to: sym.key, c: -sym.range.lo, range: sym })),
    ];
    for (let round = 0; round < symbols.length; round++)
      for (const { from, to, c, range } of steps) {
        const before = best.get(from);
        const known = best.get(to)?.distance;
        if (before === undefined || from === to || (known !== undefined && known <= before.distance + c)) continue;
        const origin = range === null ? this.origins.of(from, to, c) : '';
        best.set(to, { distance: before.distance + c, from, origin, range });
      }
    const origins: string[] = [];
    const ranges: Sym[] = [];
    for (let at = best.get(b.key), left = symbols.length; at !== undefined && at.from !== '' && left > 0; left--) {
      if (at.origin !== '') origins.unshift(at.origin);
      if (at.range !== null && at.range.key !== ZERO.key) ranges.unshift(at.range);
      at = best.get(at.from);
    }
    return { origins, ranges };
  }
}

export function deadState(): State {
  const state = new State();
  state.dead = true;
  return state;
}
