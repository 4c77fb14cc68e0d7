// SPDX-License-Identifier: Apache-2.0
/** The smallest expressions: variables, elements, calls, literals. */
import { stored } from './stored';
import { int as intExpression } from './ints';
import type { Elements, Parameter, Scope, Signature } from './scope';
import { INTS, type IntName, NARROWER, readsAs, sameScalar, type Scalar } from './types';
import type { Writer } from './writer';

/** A variable, field or element of exactly this type; null if nothing has it. */
export function variable(g: Writer, scope: Scope, type: Scalar, depth: number): string | null {
  const values = scope.values.filter((v) => readsAs(v.type, type));
  const elements = scope.elements.filter((e) => readsAs(e.element, type));
  const useElement = depth >= 0 && elements.length > 0 && (values.length === 0 || g.c.chance(25));
  if (useElement) {
    const of = g.c.pick(elements);
    const text = element(g, scope, of, depth);
    if (text !== null) return text;
  }
  if (values.length === 0) return null;
  // The newest are the most interesting.
  const value = g.c.chance(50) ? (values[values.length - 1] as (typeof values)[number]) : g.c.pick(values);
  return value.text;
}

/** `a[i]`, with an index that is inside, or may be outside where a check may fail; null if there is no safe index. */
export function element(g: Writer, scope: Scope, of: Elements, depth: number): string | null {
  if (of.length === null) {
    if (!g.total && g.c.chance(50)) return `${of.text}[${g.c.chance(60) ? g.c.below(3) : index(g, scope, depth)}]`;
    const at = scope.values.find((v) => v.type.kind === 'int' && v.type.name === 'u32' && !/[[(]/.test(v.text));
    if (at === undefined || of.element.kind !== 'int') return null;
    return `(${at.text} < ${of.text}.length ? ${of.text}[${at.text}] : ${literal(g, of.element.name)})`;
  }
  const { length } = of;
  const safe = g.total || g.c.chance(70);
  if (!safe) return `${of.text}[${g.c.chance(60) ? safeIndex(g, scope, length + 1, depth) : index(g, scope, depth)}]`;
  return `${of.text}[${safeIndex(g, scope, length, depth)}]`;
}

/** Below the length. With one more than the length, a near miss: a proof that is off by one shows. */
export function safeIndex(g: Writer, scope: Scope, length: number, depth: number): string {
  return g.c.weighted<() => string>([
    [3, () => String(g.c.below(Math.max(length - 1, 1)))],
    [2, () => `(${intExpression(g, scope, 'u32', Math.min(depth, 1) - 1)} % ${length})`],
    [1, () => `min(${intExpression(g, scope, 'u32', Math.min(depth, 1) - 1)}, ${length - 1})`],
    [
      (length & (length - 1)) === 0 ? 2 : 0,
      () => `(${intExpression(g, scope, 'u32', Math.min(depth, 1) - 1)} & ${length - 1})`,
    ],
  ])();
}

function index(g: Writer, scope: Scope, depth: number): string {
  const name = g.c.pick<IntName>(['u32', 'u8', 'i32', 'u16', 'i8', 'usize']);
  return intExpression(g, scope, name, Math.min(depth, 1) - 1);
}

const LITERALS = [0n, 1n, 2n, 3n, 5n, 7n, 10n, 16n, 31n, 32n, 100n, 255n, 256n, 1000n] as const;

export function literalValue(g: Writer, name: IntName): bigint {
  const { min, max, bits, signed } = INTS[name];
  const value = g.c.weighted<() => bigint>([
    [10, () => g.c.pick(LITERALS)],
    [3, () => max - BigInt(g.c.below(3))],
    [2, () => min + BigInt(g.c.below(3))],
    [2, () => 1n << BigInt(g.c.below(bits))],
    [1, () => (1n << BigInt(g.c.below(bits))) - 1n],
    [2, () => (signed ? -g.c.pick(LITERALS) : g.c.pick(LITERALS))],
    [2, () => g.c.bits(bits)],
  ])();
  return value < min ? min : value > max ? (signed ? BigInt.asIntN(bits, value) : max) : value;
}

export function numberText(g: Writer, value: bigint, big: boolean): string {
  const suffix = big ? 'n' : '';
  if (value < 0n) return `(-${-value}${suffix})`;
  const digits = value.toString();
  if (value > 15n && g.c.chance(15)) return `0x${value.toString(16)}${suffix}`;
  if (value > 9n && g.c.chance(3)) return `0b${value.toString(2)}${suffix}`;
  if (digits.length > 4 && g.c.chance(20)) return `${digits.replace(/\B(?=(\d{3})+$)/g, '_')}${suffix}`;
  return `${digits}${suffix}`;
}

/** A constant that fits the type: a literal, a name for one, or a bound of the type. */
export function literal(g: Writer, name: IntName): string {
  const value = literalValue(g, name);
  const { big } = INTS[name];
  if (g.c.chance(6)) return constant(g, name, value);
  if (g.c.chance(4) && name !== 'usize') return `${name}.${g.c.pick(['MAX', 'MIN'])}`;
  if (name === 'u32' && g.c.chance(3)) return `sizeOf<${g.c.pick(['u32', 'u8', 'i64', 'f32', 'u16'])}>()`;
  return numberText(g, value, big);
}

function constant(g: Writer, name: IntName, value: bigint): string {
  const text = g.name('C_');
  const written = numberText(g, value, INTS[name].big).replace(/[()]/g, '');
  const type = g.c.chance(50) && name !== 'usize' ? `: ${name}` : '';
  const folded =
    g.c.chance(20) && value > 1n && !written.includes('x')
      ? ` + ${INTS[name].big ? '1n' : '1'} - ${INTS[name].big ? '1n' : '1'}`
      : '';
  g.data.push({ name: text, lines: [`const ${text}${type} = ${written}${folded};`] });
  return text;
}

/** A constant or an expression of the type or a narrower one: what may be stored in it. */
export function loose(g: Writer, scope: Scope, name: IntName, depth: number): string {
  const narrower = NARROWER[name];
  return g.c.weighted<() => string>([
    [6, () => intExpression(g, scope, name, depth)],
    [2, () => literal(g, name)],
    [narrower.length > 0 ? 1 : 0, () => intExpression(g, scope, g.c.pick(narrower), depth)],
  ])();
}

/** What an interrupt may call is tagged. */
export const mayCall = (g: Writer, { isr }: Signature): boolean => isr || !g.isr;

/** A call of a pure function with this result; null if there is none. */
export function pureCall(g: Writer, scope: Scope, type: Scalar, depth: number): string | null {
  const fitting = g.signatures.filter(
    (s) => s.pure && s.total && s.result !== null && readsAs(s.result, type) && mayCall(g, s) && g.affords(s.cost),
  );
  if (fitting.length === 0) return null;
  const signature = g.c.pick(fitting);
  const args = callArguments(g, scope, signature, Math.min(depth - 1, 1));
  if (args === null) return null;
  g.spend(signature.cost);
  return `${signature.name}(${args.join(', ')})`;
}

/** Arguments for all parameters; null where something that a parameter needs does not exist. */
export function callArguments(g: Writer, scope: Scope, signature: Signature, depth: number): string[] | null {
  const args: string[] = [];
  for (const parameter of signature.params) {
    const text = argument(g, scope, parameter, Math.max(depth, 0));
    if (text === null) return null;
    args.push(text);
  }
  return args;
}

function argument(g: Writer, scope: Scope, parameter: Parameter, depth: number): string | null {
  switch (parameter.kind) {
    case 'scalar':
      return stored(g, scope, parameter.type, depth);
    case 'slice':
      return sliceArgument(g, scope, parameter.element, parameter.writable);
    case 'struct': {
      const { decl, writable, nullable } = parameter;
      const fitting = scope.references.filter((r) => r.decl === decl && (r.writable || !writable));
      if (nullable && (fitting.length === 0 || g.c.chance(30))) return 'null';
      if (fitting.length === 0) return null;
      const reference = g.c.pick(fitting);
      return reference.text;
    }
    case 'union': {
      const fitting = scope.unions.filter((u) => u.decl === parameter.decl);
      if (fitting.length === 0) return null;
      const union = g.c.pick(fitting);
      return union.text;
    }
    case 'text':
      return text(g, scope);
    case 'out':
      return null;
  }
}

export function sliceArgument(g: Writer, scope: Scope, type: Scalar, writable: boolean): string | null {
  const fitting = scope.elements.filter(
    (e) => (e.writable || !writable) && (writable ? sameScalar : readsAs)(e.element, type),
  );
  if (!writable && type.kind === 'int' && type.name === 'u8' && (fitting.length === 0 || g.c.chance(20)))
    return `bytesOf(${text(g, scope)})`;
  if (fitting.length === 0) return null;
  const of = g.c.pick(fitting);
  return wholeOrPart(g, scope, of, writable);
}

/** `slice(a)`, `view(a, 1, n)`, or the name of a slice. */
export function wholeOrPart(g: Writer, scope: Scope, of: Elements, writable: boolean): string {
  const name = writable ? 'slice' : g.c.chance(30) && of.writable ? 'slice' : 'view';
  if (of.length === null && g.c.chance(50)) return of.text;
  if (g.c.chance(50)) return `${name}(${of.text})`;
  if (of.length === null) {
    if (g.total) return `${name}(${of.text}, min(${intExpression(g, scope, 'u32', 0)}, ${of.text}.length))`;
    return `${name}(${of.text}, ${g.c.below(3)})`;
  }
  const from = g.c.below(of.length + 1);
  const to = from + g.c.below(of.length + 1 - from);
  return g.c.weighted<() => string>([
    [3, () => `${name}(${of.text}, ${from}, ${to})`],
    [2, () => `${name}(${of.text}, ${from})`],
    [2, () => `${name}(${of.text}, min(${intExpression(g, scope, 'u32', 0)}, ${of.length}))`],
    [
      g.total ? 0 : 1,
      () => `${name}(${of.text}, ${intExpression(g, scope, 'u32', 1)}, ${intExpression(g, scope, 'u32', 1)})`,
    ],
  ])();
}

const WORDS = ['', 'a', 'to', 'tick', 'longer text', '"quoted"\\\\', 'tab\\there'] as const;
const lengthOf = (word: string): number => word.replace(/\\(.)/g, '$1').length;

export function text(g: Writer, scope: Scope): string {
  if (scope.texts.length > 0 && g.c.chance(60)) {
    const known = g.c.pick(scope.texts);
    return known.text;
  }
  return `'${g.c.pick(WORDS)}'`;
}

/** A literal of at least so many bytes as the number says. */
export function word(g: Writer): { readonly text: string; readonly length: number } {
  const chosen = g.c.pick(WORDS);
  return { text: `'${chosen}'`, length: lengthOf(chosen) };
}

/** Whether TypeScript's parser would take what stands between a `<` or `<<` and a `>` of this text for type arguments. */
export const endsTypeArguments = (text: string): boolean => />\s*\(/.test(text);
