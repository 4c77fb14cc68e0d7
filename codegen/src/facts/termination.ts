// SPDX-License-Identifier: Apache-2.0
/** How many turns a loop takes, from what its ranks do in each. */
import type { Ghost } from './ranks';
import type { State } from './state';
import type { Sym } from './symbols';
import { differenceBound, ofSymbol, subtract, type Value } from './values';

/** A turn of the loop: the condition behind it, and its end. */
export interface Turn {
  readonly enter: State;
  readonly again: State;
}

export interface Proof {
  /** The least number of turns that was shown to be the most. */
  readonly bound: bigint | null;
  /** The variable that shows it. */
  readonly by: Sym | null;
  /** Whether some rank shows that there are no more turns than the declared limit. */
  readonly keepsLimit: boolean;
  /** What moves, if nothing shows the end. */
  readonly seen: string;
}

/** What the ghosts show after a turn from the loop's invariant. `limit` is the declared bound. */
export function judge(ghosts: readonly Ghost[], start: State, turn: Turn, limit: Value | null): Proof {
  let bound: bigint | null = null;
  let by: Sym | null = null;
  let keepsLimit = false;
  const moving: string[] = [];
  if (start.dead || turn.enter.dead) bound = 0n;
  else if (turn.again.dead) bound = 1n;
  else
    for (const ghost of ghosts) {
      const step = turn.again.lo(ghost.sym);
      if (step < 1n) continue;
      const turns = turnsBy(ghost, start, turn, step);
      if (turns === null) moving.push(describe(ghost));
      else if (bound === null || turns < bound) [bound, by] = [turns, ghost.of];
      keepsLimit ||= limit !== null && staysWithin(ghost, start, turn, limit);
    }
  keepsLimit ||= limit !== null && bound !== null && bound <= limit.lo;
  return { bound, by, keepsLimit, seen: moving.join('; ') };
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const log2 = (n: bigint): bigint => BigInt(n.toString(2).length - 1);
/** So many turns or more are none that anyone counts: the loop would only end by an overflow. */
const TOO_MANY = (1n << 32n) - 1n;

/** The number of turns by a rank that falls by `step`: `from` before the loop, `enter` and `end` at the least in and after a turn. */
function falling(from: bigint, enter: bigint, end: bigint, step: bigint): bigint {
  if (from < enter) return 0n;
  const completed = from < end ? 0n : (from - end) / step;
  return least((from - enter) / step, completed) + 1n;
}

/** The number of turns by one rank; null where nothing but its type limits it. */
function turnsBy({ kind, of, from }: Ghost, start: State, { enter, again }: Turn, step: bigint): bigint | null {
  const counts = (n: bigint, most: bigint): bigint | null => (n <= most ? n : null);
  switch (kind) {
    case 'falls':
      return counts(falling(start.hi(of), enter.lo(of), again.lo(of), step), TOO_MANY - 1n);
    case 'rises':
      return counts(falling(-start.lo(of), -enter.hi(of), -again.hi(of), step), TOO_MANY - 1n);
    case 'distance': {
      if (from === null) return null;
      const apart = start.bound(of, from);
      const atEnter = enter.bound(from, of);
      const atEnd = again.bound(from, of);
      return apart === null || atEnter === null || atEnd === null
        ? null
        : counts(falling(apart, -atEnter, -atEnd, step), TOO_MANY);
    }
    case 'divided': {
      const most = start.hi(of);
      if (greatest(enter.lo(of), again.lo(of)) < 1n) return null;
      return most < 1n ? 1n : log2(most) / step + 1n;
    }
    case 'multiplied': {
      const low = start.lo(of);
      const most = least(enter.hi(of), again.hi(of));
      return low < 1n ? null : most < low ? 1n : log2(most / low) / step + 1n;
    }
  }
}

/** Whether the turns stay within a limit that is not one number, such as a build constant. */
function staysWithin({ kind, of, from }: Ghost, start: State, { enter }: Turn, limit: Value): boolean {
  if (kind === 'rises') return differenceBound(raised(ofSymbol(of, enter), 1n - start.lo(of)), limit, enter) <= 0n;
  if (kind === 'falls') return differenceBound(raised(ofSymbol(of, start), 1n - enter.lo(of)), limit, start) <= 0n;
  if (kind !== 'distance' || from === null) return false;
  const atEnter = enter.bound(from, of);
  if (atEnter === null) return false;
  const apart = subtract(ofSymbol(of, start), ofSymbol(from, start), start);
  return differenceBound(raised(apart, 1n + atEnter), limit, start) <= 0n;
}

function raised(value: Value, by: bigint): Value {
  return {
    lo: value.lo + by,
    hi: value.hi + by,
    below: value.below.map((x) => ({ ...x, offset: x.offset + by })),
    above: value.above.map((x) => ({ ...x, offset: x.offset + by })),
  };
}

function describe({ kind, of, from }: Ghost): string {
  switch (kind) {
    case 'falls':
      return `${of.text} falls in every turn, but nothing keeps it above a limit`;
    case 'rises':
      return `${of.text} rises in every turn, but nothing keeps it below a limit`;
    case 'distance':
      return `${of.text} and ${from?.text ?? ''} come closer, but no guard keeps them apart`;
    case 'divided':
      return `${of.text} is divided in every turn, but may be 0 already`;
    case 'multiplied':
      return `${of.text} is multiplied in every turn, but may start at 0`;
  }
}
