// SPDX-License-Identifier: Apache-2.0
/** What is stored in a place of a type: in one with a range, values that lie in it, may lie outside, or just do. */
import { scalar } from './expressions';
import { int } from './ints';
import { loose, numberText } from './leaves';
import type { Scope } from './scope';
import { INTS, isWide, type IntName, type RangeDecl, sameScalar, type Scalar } from './types';
import type { Writer } from './writer';

export function stored(g: Writer, scope: Scope, type: Scalar, depth: number): string {
  if (type.kind !== 'int') return scalar(g, scope, type, Math.min(depth, 2));
  return type.range === undefined ? loose(g, scope, type.name, depth) : inRange(g, scope, type, type.range, depth);
}

/** A constant of the range. */
export function constantInRange(g: Writer, name: IntName, { low, high }: RangeDecl): string {
  const span = high - low + 1n;
  const at = g.c.pick([0n, 1n, span - 1n, span / 2n, span - 2n]);
  return numberText(g, low + (((at % span) + span) % span), INTS[name].big);
}

function inRange(g: Writer, scope: Scope, type: Scalar & { kind: 'int' }, range: RangeDecl, depth: number): string {
  const { name } = type;
  const { low, high } = range;
  const { min, max, big, signed } = INTS[name];
  const number = (value: bigint): string => numberText(g, value, big);
  const inner = (): string => int(g, scope, name, Math.max(depth - 1, 0));
  const clamped = (from: bigint, to: bigint): string => {
    const below = to < max ? `min(${inner()}, ${number(to)})` : inner();
    return from > min ? `max(${below}, ${number(from)})` : below;
  };
  const own = scope.values.filter((v) => sameScalar(v.type, type) && v.type.kind === 'int' && v.type.range === range);
  const near = high < max && (signed || low === 0n || g.c.chance(50));
  return g.c.weighted<() => string>([
    [3, () => constantInRange(g, name, range)],
    [own.length > 0 ? 3 : 0, () => g.c.pick(own).text],
    [4, () => clamped(low, high)],
    [low === 0n && !signed && isWide(name) ? 3 : 0, () => `(${inner()} % ${number(high + 1n)})`],
    [g.total ? 0 : 2, () => (near ? clamped(low, high + 1n) : clamped(low > min ? low - 1n : low, high))],
    [g.total ? 0 : 1, inner],
  ])();
}
