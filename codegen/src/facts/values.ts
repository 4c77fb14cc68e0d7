// SPDX-License-Identifier: Apache-2.0
/** What is known of an expression's value: an interval, and symbols that it lies below or above. */
import { fitsOf, valuesOf, type Range } from './ranges';
import type { State } from './state';
import { ZERO, type Sym } from './symbols';
import type { IntType } from '../ir';

/** sym + offset. */
export interface Linear {
  readonly sym: Sym;
  readonly offset: bigint;
}
export interface Value extends Range {
  /** The value is at most each of these. */
  readonly below: readonly Linear[];
  /** The value is at least each of these. */
  readonly above: readonly Linear[];
}

const LIMIT = 4;
function tidy(list: readonly Linear[], least: boolean): Linear[] {
  const best = new Map<string, Linear>();
  for (const item of list) {
    const known = best.get(item.sym.key);
    if (known === undefined || (least ? item.offset < known.offset : item.offset > known.offset)) {
      best.set(item.sym.key, item);
    }
  }
  return [...best.values()].slice(0, LIMIT);
}

export const exactly = (n: bigint): Value => ({ lo: n, hi: n, below: [], above: [] });
export const between = (lo: bigint, hi: bigint): Value => ({ lo, hi, below: [], above: [] });
export const anyOf = (type: IntType): Value => ({ ...valuesOf(type), below: [], above: [] });
export const ofRange = (range: Range): Value => between(range.lo, range.hi);
export function ofSymbol(sym: Sym, state: State): Value {
  const same: Linear[] = [{ sym, offset: 0n }];
  return { lo: state.lo(sym), hi: state.hi(sym), below: same, above: same };
}

const lower = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const upper = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The value, known to lie in `range` as well (it would have panicked, or the type says so). */
export function within(value: Value, range: Range): Value {
  return { ...value, lo: upper(value.lo, range.lo), hi: lower(value.hi, range.hi) };
}

/** The interval alone, without symbols. */
export const interval = (v: Value): Value => between(v.lo, v.hi);

/**
 * The nearest values of the type: what saturation makes of it. What only lowers it keeps it below the same symbols, and the other way
 * round. Where a `usize` ends is the target's choice: its least and its greatest range both count.
 */
export function clamped(value: Value, type: IntType): Value {
  const least = fitsOf(type);
  const most = valuesOf(type);
  return {
    lo: upper(least.lo, lower(least.hi, value.lo)),
    hi: upper(most.lo, lower(most.hi, value.hi)),
    below: value.lo >= least.lo ? value.below : [],
    above: value.hi <= least.hi ? value.above : [],
  };
}

const shift = (list: readonly Linear[], by: bigint): Linear[] =>
  list.map((item) => ({ sym: item.sym, offset: item.offset + by }));
/** The bounds with the interval's own, as differences to zero. */
export const upperBounds = (v: Value): Linear[] => [...v.below, { sym: ZERO, offset: v.hi }];
export const lowerBounds = (v: Value): Linear[] => [...v.above, { sym: ZERO, offset: v.lo }];

export function add(a: Value, b: Value): Value {
  return {
    lo: a.lo + b.lo,
    hi: a.hi + b.hi,
    below: tidy([...shift(a.below, b.hi), ...shift(b.below, a.hi)], true),
    above: tidy([...shift(a.above, b.lo), ...shift(b.above, a.lo)], false),
  };
}

/** Upper bound of a - b from the symbols that a lies below and b above. */
export function differenceBound(a: Value, b: Value, state: State): bigint {
  let best = a.hi - b.lo;
  for (const x of a.below) {
    for (const y of b.above) {
      const c = state.bound(x.sym, y.sym);
      if (c !== null) best = lower(best, c + x.offset - y.offset);
    }
  }
  return best;
}

export function subtract(a: Value, b: Value, state: State): Value {
  return {
    lo: -differenceBound(b, a, state),
    hi: differenceBound(a, b, state),
    below: tidy(shift(a.below, -b.lo), true),
    above: tidy(shift(a.above, -b.hi), false),
  };
}

export function multiply(a: Value, b: Value): Value {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
  const range = between(corners.reduce(lower), corners.reduce(upper));
  // A factor of at least 1 does not make a non-negative value smaller.
  const above = [...(a.lo >= 0n && b.lo >= 1n ? a.above : []), ...(b.lo >= 0n && a.lo >= 1n ? b.above : [])];
  return { ...range, above: tidy(above, false) };
}

/** Quotient truncated toward zero. The divisor may include 0: those cases panic. */
export function divide(a: Value, b: Value): Value {
  // Nothing gets past what the divisor comes from.
  if (b.lo > b.hi) return between(0n, 0n);
  if (b.lo <= 0n && b.hi >= 0n) {
    if (b.lo < 0n) {
      const most = upper(a.hi < 0n ? -a.hi : a.hi, a.lo < 0n ? -a.lo : a.lo);
      return between(-most, most);
    }
    return b.hi === 0n ? between(0n, 0n) : divide(a, { ...b, lo: 1n });
  }
  const corners = [a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi];
  const range = between(corners.reduce(lower), corners.reduce(upper));
  return a.lo >= 0n && b.lo >= 1n ? { ...range, below: a.below } : range;
}

export function remainder(a: Value, b: Value): Value {
  const most = upper(b.hi < 0n ? -b.hi : b.hi, b.lo < 0n ? -b.lo : b.lo) - 1n;
  if (most < 0n) return between(0n, 0n);
  if (a.lo < 0n) return between(upper(a.lo, -most), upper(0n, lower(a.hi, most)));
  const below = b.lo >= 0n ? tidy([...shift(b.below, -1n), ...a.below], true) : a.below;
  return { lo: 0n, hi: lower(a.hi, most), below, above: [] };
}

/** 2^k - 1 for the least k that holds `n`. */
function ones(n: bigint): bigint {
  return (1n << BigInt(n.toString(2).length)) - 1n;
}
export function and(a: Value, b: Value): Value {
  return { lo: 0n, hi: lower(a.hi, b.hi), below: tidy([...a.below, ...b.below], true), above: [] };
}
export function or(a: Value, b: Value): Value {
  return {
    lo: upper(a.lo, b.lo),
    hi: ones(upper(a.hi, b.hi)),
    below: [],
    above: tidy([...a.above, ...b.above], false),
  };
}
export const xor = (a: Value, b: Value): Value => between(0n, ones(upper(a.hi, b.hi)));

export function least(a: Value, b: Value): Value {
  return {
    lo: lower(a.lo, b.lo),
    hi: lower(a.hi, b.hi),
    below: tidy([...a.below, ...b.below], true),
    above: commonAbove(a, b),
  };
}
export function greatest(a: Value, b: Value): Value {
  return {
    lo: upper(a.lo, b.lo),
    hi: upper(a.hi, b.hi),
    below: commonBelow(a, b),
    above: tidy([...a.above, ...b.above], false),
  };
}
/** One of two values. */
export function either(a: Value, b: Value): Value {
  return {
    lo: lower(a.lo, b.lo),
    hi: upper(a.hi, b.hi),
    below: commonBelow(a, b),
    above: commonAbove(a, b),
  };
}
function commonBelow(a: Value, b: Value): Linear[] {
  return a.below.flatMap((x) => {
    const y = b.below.find((other) => other.sym.key === x.sym.key);
    return y === undefined ? [] : [x.offset > y.offset ? x : y];
  });
}
function commonAbove(a: Value, b: Value): Linear[] {
  return a.above.flatMap((x) => {
    const y = b.above.find((other) => other.sym.key === x.sym.key);
    return y === undefined ? [] : [x.offset < y.offset ? x : y];
  });
}

/** Teaches the state that a <= b + c. */
export function learnAtMost(state: State, a: Value, b: Value, c = 0n): void {
  for (const x of lowerBounds(a)) {
    for (const y of upperBounds(b)) {
      // x <= a <= b + c <= y + c
      if (x.sym === ZERO && y.sym === ZERO && x.offset <= y.offset + c) continue;
      state.learn(x.sym, y.sym, y.offset + c - x.offset);
    }
  }
}
