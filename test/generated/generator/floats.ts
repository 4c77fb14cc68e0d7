// SPDX-License-Identifier: Apache-2.0
/** Floating-point expressions. NaN, infinities and -0 come from computing. */
import { condition } from './bools';
import { int } from './ints';
import { pureCall, variable } from './leaves';
import type { Scope } from './scope';
import { type FloatName, INT_NAMES } from './types';
import type { Writer } from './writer';

const LITERALS = ['1.5', '0.5', '2.0', '0.1', '100.25', '3.0e10', '1.0e-30', '16777217.0', '0.333333333333'] as const;
const LARGE = { f32: '3.0e38', f64: '1.0e308' } as const;

export function floatLiteral(g: Writer, name: FloatName): string {
  return g.c.weighted<() => string>([
    [6, () => g.c.pick(LITERALS)],
    [1, () => `(-${g.c.pick(LITERALS)})`],
    [1, () => LARGE[name]],
    [1, () => '(-0.0)'],
    [1, () => '0.0'],
    [1, () => g.c.pick(['2', '10'])],
  ])();
}

function leaf(g: Writer, scope: Scope, name: FloatName): string {
  const own = variable(g, scope, { kind: 'float', name }, 0);
  return own ?? `${name}(${int(g, scope, g.c.pick(['u32', 'i32', 'u8', 'i16'] as const), 0)})`;
}

export function float(g: Writer, scope: Scope, name: FloatName, depth: number): string {
  if (depth <= 0 || g.c.exhausted) return leaf(g, scope, name);
  const inner = (): string => float(g, scope, name, depth - 1);
  const other = (): string => {
    if (g.c.chance(40)) return floatLiteral(g, name);
    return name === 'f64' && g.c.chance(20) ? float(g, scope, 'f32', depth - 1) : inner();
  };
  return g.c.weighted<() => string>([
    [3, () => leaf(g, scope, name)],
    [6, () => `(${inner()} ${g.c.pick(['+', '-', '*', '/'])} ${other()})`],
    [1, () => `(${other()} ${g.c.pick(['-', '/'])} ${inner()})`],
    [1, () => `(-${inner()})`],
    [2, () => `${g.c.pick(['min', 'max'])}(${inner()}, ${other()})`],
    [1, () => `(${condition(g, scope, depth - 1)} ? ${inner()} : ${inner()})`],
    [3, () => `${name}(${int(g, scope, g.c.pick(INT_NAMES), depth - 1)})`],
    [
      1,
      () =>
        name === 'f32' ? `f32(${float(g, scope, 'f64', depth - 1)})` : `f64(${float(g, scope, 'f32', depth - 1)})`,
    ],
    [1, () => pureCall(g, scope, { kind: 'float', name }, depth) ?? leaf(g, scope, name)],
  ])();
}
