// SPDX-License-Identifier: Apache-2.0
/** Expressions of any scalar type. */
import { condition } from './bools';
import { float } from './floats';
import { int } from './ints';
import type { Scope } from './scope';
import type { FloatName, IntName, Scalar } from './types';
import type { Writer } from './writer';

export function scalar(g: Writer, scope: Scope, type: Scalar, depth: number): string {
  switch (type.kind) {
    case 'int':
      return int(g, scope, type.name, depth);
    case 'float':
      return float(g, scope, type.name, depth);
    case 'bool':
      return condition(g, scope, depth);
    case 'enum':
      return `${type.decl.picker}(${int(g, scope, 'u32', Math.min(depth, 1))})`;
  }
}

const INTS: readonly (readonly [number, IntName])[] = [
  [5, 'u32'],
  [3, 'u8'],
  [3, 'i32'],
  [2, 'u16'],
  [2, 'u64'],
  [2, 'i64'],
  [1, 'i8'],
  [1, 'i16'],
  [1, 'usize'],
];

export function anyInt(g: Writer): IntName {
  return g.c.weighted(INTS);
}

/** Any scalar type that the program has. */
export function anyScalar(g: Writer): Scalar {
  return g.c.weighted<() => Scalar>([
    [10, () => ({ kind: 'int', name: anyInt(g) })],
    [2, () => ({ kind: 'float', name: g.c.pick<FloatName>(['f64', 'f32']) })],
    [1, () => ({ kind: 'bool' })],
    [g.enums.length > 0 ? 1 : 0, () => ({ kind: 'enum', decl: g.c.pick(g.enums) })],
  ])();
}
