// SPDX-License-Identifier: Apache-2.0
/** Why a proof failed and what would make it succeed: the facts about each operand, where they come from, and what to write. */
import type { Expr, IntType, Place } from '../ir';
import { describe } from './describe';
import { bitsOf, fitsOf, isSigned, type Range } from './ranges';
import type { State } from './state';
import { ZERO, type Symbols } from './symbols';
import type { Value } from './values';
import { isPlace } from './walk';

export interface Reason {
  /** What was known. */
  readonly known: string;
  /** What would help. */
  readonly help: string;
}

const show = (range: Range): string => (range.lo === range.hi ? `${range.lo}` : `${range.lo}..${range.hi}`);

/** `i is 0..99 (guard on line 12)` */
export function fact(symbols: Symbols, state: State, node: Expr | Place, value: Value): string {
  const isLiteral = node.kind === 'int' || (node.kind === 'convert' && node.operand.kind === 'int');
  if (isLiteral) return describe(node);
  const from = sources(symbols, state, node, value);
  return `${describe(node)} is ${show(value)}${from === '' ? '' : ` (${from})`}`;
}

/** `the length of a is 16` */
export function lengthFact(state: State, of: Expr | Place, length: Value): string {
  const from = of.type.kind === 'array' ? '' : known(state, length);
  return `the length of ${describe(of)} is ${show(length)}${from === '' ? '' : ` (${from})`}`;
}

/** Where both ends of an interval come from. */
function sources(symbols: Symbols, state: State, node: Expr | Place, value: Value): string {
  const from = known(state, value);
  if (from !== '') return from;
  const place = isPlace(node) ? node : node.kind === 'read' ? node.place : null;
  if (place !== null && place.type.kind === 'int') return symbols.sourceOf(place);
  if (node.kind === 'convert' && node.operand.type.kind === 'int') return sources(symbols, state, node.operand, value);
  if (node.kind === 'call' && node.target.kind !== 'pointer') return `result of ${node.target.decl.name}`;
  return '';
}

function known(state: State, value: Value): string {
  const exact = value.below.find((x) => x.offset === 0n && value.above.some((y) => y.sym.key === x.sym.key));
  if (exact === undefined) return '';
  const [upper, lower] = [state.why(exact.sym, ZERO), state.why(ZERO, exact.sym)];
  const origins = new Set([...upper.origins, ...lower.origins]);
  const ranges = new Set([...upper.ranges, ...lower.ranges].map((sym) => sym.source).filter((text) => text !== ''));
  return [...origins, ...(origins.size === 0 || upper.origins.length === 0 ? ranges : [])].join(', ');
}

export function overflow(op: string, type: IntType, left: Range, right: Range, result: Range): string {
  const { lo, hi } = fitsOf(type);
  const forms = `or say what else is meant: sat(…) stops at ${result.hi > hi ? hi : lo}, wrap(…) counts modulo 2^${bitsOf(type)}, checked(…) tells`;
  if (op === '-' && !isSigned(type) && result.lo < lo)
    return `guard that the left side is not less than the right one; ${forms}`;
  if (op === '+' && result.hi > hi && right.hi < hi)
    return `guard that the left side is at most ${hi - right.hi}, for example by min(…, ${hi - right.hi}); ${forms}`;
  if (op === '*' && left.lo >= 0n && right.lo >= 0n && right.hi > 0n)
    return `guard that the left side is at most ${hi / right.hi}; ${forms}`;
  return `guard the operands so that the result lies in ${lo}..${hi}; ${forms}`;
}

export function index(text: string, at: Range, length: Range): string {
  const mask = length.lo > 0n && (length.lo & (length.lo - 1n)) === 0n && length.lo === length.hi;
  const limit = length.lo === length.hi ? `${length.lo}` : 'the length';
  const low = at.lo < 0n ? ` and not negative` : '';
  const masked = mask ? `, mask it: ${text} & ${length.lo - 1n}` : '';
  const ranged = length.lo === length.hi && length.lo > 0n ? `, give it a type with @range 0..${length.lo - 1n}` : '';
  return `guard that ${text} < ${limit}${low}${masked}${ranged}`;
}

export function division(text: string, nonZero: boolean, type: IntType): string {
  if (!nonZero) return `guard that ${text} !== 0, divide by max(${text}, 1), or give it a type with a @range from 1`;
  return `the least ${type.name} has no positive counterpart: guard that ${text} !== -1`;
}

export function shift(text: string, width: bigint): string {
  return `guard that ${text} < ${width}, or mask it: ${text} & ${width - 1n}`;
}

export function conversion(text: string, value: Range, type: IntType): string {
  const { lo, hi } = fitsOf(type);
  const guard = value.lo < lo && value.hi > hi ? `in ${lo}..${hi}` : value.hi > hi ? `<= ${hi}` : `>= ${lo}`;
  const mask = lo === 0n && value.lo >= 0n ? `, mask it: ${text} & ${hi}` : '';
  return `guard that ${text} is ${guard}${mask}; or say what else is meant: ${type.name}.sat(…), ${type.name}.wrap(…)`;
}

export function range(text: string, value: Range, allowed: Range, written: string): string {
  const low = value.lo < allowed.lo;
  const high = value.hi > allowed.hi;
  const clamp = high && !low ? `min(${text}, ${allowed.hi})` : low && !high ? `max(${text}, ${allowed.lo})` : '';
  const stored = clamp === '' ? '' : `, store ${clamp}`;
  return `guard that ${text} lies in ${written}${stored}, or let what it comes from have that range`;
}

export function slice(of: string, ordered: boolean): string {
  return ordered
    ? `guard that the end is not above ${of}.length, or end at min(…, ${of}.length)`
    : `guard that the start is not above the end, or start at min(…, ${of}.length)`;
}
