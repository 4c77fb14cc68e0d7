// SPDX-License-Identifier: Apache-2.0
/** Integer expressions: of exactly one type, and never a bare constant, which could be folded into something refused. */
import { condition } from './bools';
import { float } from './floats';
import { endsTypeArguments, literal, literalValue, loose, numberText, pureCall, variable } from './leaves';
import type { Scope } from './scope';
import { INT_NAMES, INTS, int as intType, type IntName, isWide, NARROWER } from './types';
import type { Writer } from './writer';

type Make = () => string;

export function int(g: Writer, scope: Scope, name: IntName, depth: number): string {
  if (depth <= 0 || g.c.exhausted) return leaf(g, scope, name, depth);
  if (name === 'usize') return size(g, scope, depth);
  const shared: [number, Make][] = [
    [4, () => leaf(g, scope, name)],
    [1, () => choice(g, scope, name, depth)],
    [2, () => smaller(g, scope, name, depth)],
    [1, () => pureCall(g, scope, intType(name), depth) ?? leaf(g, scope, name)],
    [2, () => conversion(g, scope, name, depth)],
    [1, () => truncated(g, scope, name, depth)],
    [INTS[name].signed ? 0 : 3, () => bits(g, scope, name, depth)],
  ];
  if (!isWide(name)) return g.c.weighted(shared)();
  return g.c.weighted<Make>([
    ...shared,
    [3, () => `wrap(${sum(g, scope, name, depth)})`],
    [2, () => `sat(${sum(g, scope, name, depth)})`],
    [g.total ? 0 : 3, () => `(${sum(g, scope, name, depth)})`],
    [2, () => bounded(g, scope, name, depth)],
    [g.total || INTS[name].signed ? 0 : 4, () => difference(g, scope, name, depth)],
    [2, () => quotient(g, scope, name, depth)],
    [INTS[name].signed ? 0 : 2, () => shift(g, scope, name, depth)],
    [INTS[name].signed ? 0 : 1, () => `(~${int(g, scope, name, depth - 1)})`],
    [INTS[name].signed ? 2 : 0, () => negated(g, scope, name, depth)],
    [name === 'u32' ? 2 : 0, () => counted(g, scope)],
  ])();
}

/** A variable of the type, or another one converted. */
function leaf(g: Writer, scope: Scope, name: IntName, depth = 0): string {
  const own = variable(g, scope, intType(name), depth);
  if (own !== null) return own;
  const others = scope.values.filter((v) => v.type.kind === 'int');
  const other = g.c.pick(others);
  const from = other.type.kind === 'int' ? other.type.name : 'u32';
  if (name === 'usize')
    return INTS[from].big || INTS[from].signed ? `usize(u32.wrap(${other.text}))` : `usize(${other.text})`;
  if (NARROWER[name].includes(from)) return `${name}(${other.text})`;
  return `${name}.${g.c.chance(20) ? 'sat' : 'wrap'}(${other.text})`;
}

/** `a op b`, where one side may be a constant or narrower. */
function sum(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const op = g.c.pick(['+', '-', '*']);
  return operands(g, scope, name, depth, op);
}

/** `a op b` without parentheses. */
function operands(g: Writer, scope: Scope, name: IntName, depth: number, op: string): string {
  const left = int(g, scope, name, depth - 1);
  const right = loose(g, scope, name, depth - 1);
  return g.c.chance(20) ? `${right} ${op} ${left}` : `${left} ${op} ${right}`;
}

/** A sum, difference or product that a prover should see to fit. */
function bounded(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const { signed, big } = INTS[name];
  const suffix = big ? 'n' : '';
  const part = (): string => {
    const inner = int(g, scope, name, depth - 1);
    if (signed || g.c.chance(30)) return `(${inner} % ${g.c.pick([2, 10, 100, 1000])}${suffix})`;
    return `(${inner} & ${g.c.pick([1, 7, 255, 1023])}${suffix})`;
  };
  const op = signed ? g.c.pick(['+', '*', '-']) : g.c.pick(['+', '*']);
  return `(${part()} ${op} ${part()})`;
}

/** A constant less something that is at most as large, or at most larger by one. */
function difference(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const suffix = INTS[name].big ? 'n' : '';
  const count = 4 + g.c.below(60);
  const inner = int(g, scope, name, depth - 1);
  const part = g.c.pick([`(${inner} % ${count}${suffix})`, `min(${inner}, ${count - 1}${suffix})`]);
  return `(${count - 1 - g.c.below(2)}${suffix} - ${part})`;
}

function quotient(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const { signed, big } = INTS[name];
  const left = int(g, scope, name, depth - 1);
  const one = big ? '1n' : '1';
  const divisor = g.c.weighted<Make>([
    [4, () => numberText(g, [2n, 3n, 7n, 10n, 16n, 100n][g.c.below(6)] as bigint, big)],
    [signed ? 0 : 2, () => `(${int(g, scope, name, depth - 1)} | ${one})`],
    [signed ? 0 : 2, () => `max(${int(g, scope, name, depth - 1)}, ${one})`],
    [g.total ? 0 : 2, () => int(g, scope, name, depth - 1)],
    [g.total || !signed ? 0 : 1, () => `(-${one})`],
  ])();
  return g.c.chance(50) ? `idiv(${left}, ${divisor})` : `(${left} % ${divisor})`;
}

function bits(g: Writer, scope: Scope, name: IntName, depth: number): string {
  return `(${operands(g, scope, name, depth, g.c.pick(['&', '|', '^']))})`;
}

function shift(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const { bits: width, big } = INTS[name];
  const suffix = big ? 'n' : '';
  const counts: readonly IntName[] = big ? ['u64', 'i64'] : ['u32', 'u8', 'u16', 'i32'];
  const left = g.c.chance(10) ? `(${int(g, scope, name, 0)} | ${literal(g, name)})` : int(g, scope, name, depth - 1);
  const count = g.c.weighted<Make>([
    [4, () => `${g.c.below(width)}${suffix}`],
    [2, () => `(${int(g, scope, counts[0] as IntName, depth - 1)} & ${width - 1}${suffix})`],
    [1, () => `(${int(g, scope, counts[0] as IntName, depth - 1)} % ${width}${suffix})`],
    [g.total ? 0 : 1, () => int(g, scope, g.c.pick(counts), depth - 1)],
  ])();
  const op = g.c.pick(['<<', '>>']);
  return `(${left} ${op === '<<' && endsTypeArguments(count) ? '>>' : op} ${count})`;
}

function negated(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const inner = int(g, scope, name, depth - 1);
  if (g.total || g.c.chance(40)) return `wrap(-${inner})`;
  return `(-${inner})`;
}

function smaller(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const op = g.c.pick(['min', 'max']);
  return `${op}(${operands(g, scope, name, depth, ',').replace(' ,', ',')})`;
}

function choice(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const test = condition(g, scope, depth - 1);
  return `(${test} ? ${int(g, scope, name, depth - 1)} : ${int(g, scope, name, depth - 1)})`;
}

/** From another integer type, in one of the three ways. */
function conversion(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const from = g.c.pick(INT_NAMES.filter((n) => n !== name && n !== 'usize'));
  const { min, max } = INTS[name];
  const fits = INTS[from].min >= min && INTS[from].max <= max;
  const inner = int(g, scope, from, depth - 1);
  return g.c.weighted<Make>([
    [2, () => (fits ? `${name}(${inner})` : `${name}.wrap(${inner})`)],
    [fits ? 0 : 2, () => `${name}.sat(${inner})`],
    [fits || g.total ? 0 : 2, () => `${name}(${inner})`],
    [fits || INTS[from].signed ? 0 : 2, () => `${name}(${inner} & ${numberText(g, max, INTS[from].big)})`],
    // The largest value, or one more.
    [fits || g.total || INTS[from].signed ? 0 : 5, () => nearMiss(g, name, from, inner)],
    [1, () => (g.enums.length > 0 && name === 'u32' ? fromEnum(g, scope, depth) : `${name}.wrap(${inner})`)],
  ])();
}

/** Just in the range of the type, or just beyond it for one of the values. */
function nearMiss(g: Writer, name: IntName, from: IntName, inner: string): string {
  const { max } = INTS[name];
  const limit = (value: bigint): string => numberText(g, value, INTS[from].big);
  const zero = INTS[name].big ? '0n' : '0';
  const first = max + BigInt(g.c.below(2));
  if (first >= INTS[from].max) return `${name}.sat(${inner})`;
  return g.c.weighted<Make>([
    [2, () => `${name}(min(${inner}, ${limit(first)}))`],
    [1, () => `${name}(${inner} % ${limit(first + 1n)})`],
    [
      2,
      () => (isWide(from) ? `(${inner} <= ${limit(first)} ? ${name}(${inner}) : ${zero})` : `${name}.wrap(${inner})`),
    ],
  ])();
}

function fromEnum(g: Writer, scope: Scope, depth: number): string {
  return `u32(${g.c.pick(g.enums).picker}(${int(g, scope, 'u32', Math.min(depth - 1, 1))}))`;
}

/** From a float, inside the type's range or checked. */
function truncated(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const type = g.c.pick(['f64', 'f32'] as const);
  if (!g.total && g.c.chance(40)) return `${name}(${float(g, scope, type, depth - 1)})`;
  const source = scope.values.find((v) => v.type.kind === 'float' && v.type.name === type);
  if (source === undefined) return leaf(g, scope, name);
  const low = INTS[name].signed ? '-100.5' : '0.0';
  const big = INTS[name].big ? 'n' : '';
  return `(${source.text} > ${low} && ${source.text} < ${g.c.pick(['100.0', '127.5', '3.25'])} ? ${name}(${source.text}) : ${literalValue(g, name) & 1n}${big})`;
}

/** Lengths of what is in scope. */
function counted(g: Writer, scope: Scope): string {
  if (scope.texts.length > 0 && g.c.chance(40)) {
    const known = g.c.pick(scope.texts);
    return `${known.text}.length`;
  }
  const slices = scope.elements.filter((e) => e.length === null);
  if (slices.length === 0) return leaf(g, scope, 'u32');
  const of = g.c.pick(slices);
  return `${of.text}.length`;
}

/** usize is wider on some targets, so nothing is computed in it that could overflow on others. */
function size(g: Writer, scope: Scope, depth: number): string {
  const part = (): string => int(g, scope, 'usize', depth - 1);
  return g.c.weighted<Make>([
    [3, () => leaf(g, scope, 'usize')],
    [3, () => `usize(${int(g, scope, g.c.pick<IntName>(['u32', 'u16', 'u8']), depth - 1)})`],
    [1, () => `((${part()} & 0xffff) + (${part()} & ${g.c.pick([255, 4095])}))`],
    [1, () => `(${part()} ${g.c.pick(['&', '|', '^'])} ${g.c.chance(50) ? part() : g.c.pick([1, 255, 65535])})`],
    [1, () => `idiv(${part()}, ${g.c.pick([2, 3, 10])})`],
    [1, () => `(${part()} % ${g.c.pick([2, 3, 10])})`],
    [1, () => `(${part()} >> ${g.c.below(32)})`],
    [1, () => `${g.c.pick(['min', 'max'])}(${part()}, ${g.c.chance(50) ? part() : int(g, scope, 'u32', depth - 1)})`],
    [g.total ? 0 : 1, () => `(${part()} - ${part()})`],
    [g.total ? 0 : 1, () => `usize(${int(g, scope, g.c.pick<IntName>(['i32', 'i16']), depth - 1)})`],
  ])();
}
