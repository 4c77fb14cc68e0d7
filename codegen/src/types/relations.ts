// SPDX-License-Identifier: Apache-2.0
/** How types relate: equality, ranges, lossless widening, names for messages. */
import type {
  BoolType,
  ConstExpr,
  FloatType,
  FunctionType,
  IntName,
  IntRange,
  IntType,
  NeverType,
  RefType,
  Type,
  VoidType,
} from '../ir';
import { constantValue } from './constant-value';

export const intTypes: Readonly<Record<IntName, IntType>> = {
  u8: { kind: 'int', name: 'u8' },
  u16: { kind: 'int', name: 'u16' },
  u32: { kind: 'int', name: 'u32' },
  u64: { kind: 'int', name: 'u64' },
  i8: { kind: 'int', name: 'i8' },
  i16: { kind: 'int', name: 'i16' },
  i32: { kind: 'int', name: 'i32' },
  i64: { kind: 'int', name: 'i64' },
  usize: { kind: 'int', name: 'usize' },
};
export const { u8, u16, u32, u64, i8, i16, i32, i64, usize } = intTypes;
export const f32: FloatType = { kind: 'float', name: 'f32' };
export const f64: FloatType = { kind: 'float', name: 'f64' };
export const bool: BoolType = { kind: 'bool' };
export const voidType: VoidType = { kind: 'void' };
export const never: NeverType = { kind: 'never' };

interface IntInfo {
  readonly signed: boolean;
  /** Bits it has everywhere. */
  readonly bits: number;
  readonly min: bigint;
  readonly max: bigint;
  /** TypeScript's side: a bigint. */
  readonly big: boolean;
}

function info(signed: boolean, bits: number, big = false): IntInfo {
  const span = 1n << BigInt(bits);
  return { signed, bits, big, min: signed ? -span / 2n : 0n, max: signed ? span / 2n - 1n : span - 1n };
}

/** `usize` has the range that every target gives it. */
export const ints: Readonly<Record<IntName, IntInfo>> = {
  u8: info(false, 8),
  u16: info(false, 16),
  u32: info(false, 32),
  u64: info(false, 64, true),
  i8: info(true, 8),
  i16: info(true, 16),
  i32: info(true, 32),
  i64: info(true, 64, true),
  usize: info(false, 32),
};

export function isIntName(name: string): name is IntName {
  return Object.hasOwn(ints, name);
}

export function fits(value: bigint, type: IntType): boolean {
  return value >= ints[type.name].min && value <= ints[type.name].max;
}

/** Every value of `from` is one of `to`, and TypeScript agrees on number or bigint. */
export function isLossless(from: IntType, to: IntType): boolean {
  if (from.name === to.name) return true;
  const a = ints[from.name];
  const b = ints[to.name];
  if (a.big !== b.big || from.name === 'usize') return false;
  return a.min >= b.min && a.max <= b.max;
}

/** Arithmetic happens in at least 32 bits. */
export function promote(type: IntType): IntType {
  if (ints[type.name].bits >= 32) return intTypes[type.name];
  return ints[type.name].signed ? i32 : u32;
}

/** The type that both operands of `+` are computed in, or null where a conversion must be written. */
export function commonType(left: IntType, right: IntType): IntType | null {
  const a = promote(left);
  const b = promote(right);
  if (a.name === b.name) return a;
  if (isLossless(left, b)) return b;
  if (isLossless(right, a)) return a;
  return null;
}

function sameLength(a: ConstExpr, b: ConstExpr): boolean {
  const x = constantValue(a);
  const y = constantValue(b);
  if (x !== null || y !== null) return x === y;
  return a.kind === 'constant' && b.kind === 'constant' && a.decl === b.decl;
}

function sameRange(a: IntRange | undefined, b: IntRange | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sameEnd(a.min, b.min) && sameEnd(a.max, b.max);
}

function sameEnd(a: ConstExpr, b: ConstExpr): boolean {
  if (a.kind === 'arith' && b.kind === 'arith')
    return a.op === b.op && sameEnd(a.left, b.left) && sameEnd(a.right, b.right);
  return sameLength(a, b);
}

/** The type of a value that was read: what it was stored under says nothing about where it goes. */
export function withoutRange<T extends Type>(type: T): T {
  if (type.kind !== 'int' || type.range === undefined) return type;
  const plain: IntType = { kind: 'int', name: type.name, ...(type.alias === undefined ? {} : { alias: type.alias }) };
  return plain as T;
}

/** The same type, nullability and constness included. */
export function sameType(a: Type, b: Type): boolean {
  switch (a.kind) {
    case 'int':
      return b.kind === 'int' && a.name === b.name && sameRange(a.range, b.range);
    case 'float':
      return b.kind === 'float' && a.name === b.name;
    case 'enum':
      return b.kind === 'enum' && a.decl === b.decl;
    case 'struct':
      return b.kind === 'struct' && a.decl === b.decl;
    case 'union':
      return b.kind === 'union' && a.decl === b.decl;
    case 'ref':
      return b.kind === 'ref' && a.nullable === b.nullable && a.readonly === b.readonly && sameType(a.to, b.to);
    case 'array':
      return b.kind === 'array' && sameType(a.element, b.element) && sameLength(a.length, b.length);
    case 'slice':
      return b.kind === 'slice' && a.readonly === b.readonly && sameType(a.element, b.element);
    case 'pointer':
      return b.kind === 'pointer' && a.nullable === b.nullable && a.readonly === b.readonly && sameType(a.to, b.to);
    case 'out':
      return b.kind === 'out' && a.nullable === b.nullable && sameType(a.to, b.to);
    case 'function':
      return b.kind === 'function' && a.nullable === b.nullable && sameSignature(a, b);
    case 'atomic':
      return b.kind === 'atomic' && sameType(a.of, b.of);
    case 'reg':
      return b.kind === 'reg' && sameType(a.of, b.of);
    case 'checked':
      return b.kind === 'checked' && sameType(a.of, b.of);
    case 'bool':
    case 'void':
    case 'never':
    case 'null':
    case 'text':
    case 'cstring':
      return a.kind === b.kind;
  }
}

/** Function types that may stand for each other: the same parameter and result types. */
export function sameSignature(a: Type & { kind: 'function' }, b: Type & { kind: 'function' }): boolean {
  return (
    a.params.length === b.params.length &&
    sameType(a.result, b.result) &&
    a.params.every((p, i) => sameType(p.type, (b.params[i] as { type: Type }).type))
  );
}

export type Nullable = Extract<Type, { nullable: boolean }>;

export function isNullable(type: Type): boolean {
  return 'nullable' in type && type.nullable;
}
export function canBeNull(type: Type): type is Nullable {
  return 'nullable' in type;
}
export function withNull<T extends Type>(type: T, nullable: boolean): T {
  return 'nullable' in type && type.nullable !== nullable ? { ...type, nullable } : type;
}

export function refTo(to: RefType['to'], readonly = false, nullable = false): RefType {
  return { kind: 'ref', to, nullable, readonly };
}

/** What a parameter, local or result of a stored type is: structs and the like go by reference. */
export function valueType(type: Type): Type {
  switch (type.kind) {
    case 'struct':
    case 'union':
    case 'atomic':
    case 'reg':
      return refTo(type);
    default:
      return type;
  }
}

function signature(type: FunctionType): string {
  return `(${type.params.map((p) => `${p.name}: ${nameOf(p.type)}`).join(', ')}) => ${nameOf(type.result)}`;
}

/** A type as a programmer writes it. */
export function nameOf(type: Type): string {
  const orNull = (text: string): string => ('nullable' in type && type.nullable ? `${text} | null` : text);
  switch (type.kind) {
    case 'int':
      return type.alias?.name ?? (type.range === undefined ? type.name : `${type.name} of ${type.range.text}`);
    case 'float':
      return type.alias?.name ?? type.name;
    case 'bool':
      return 'boolean';
    case 'enum':
    case 'struct':
    case 'union':
      return type.decl.name;
    case 'ref':
      return orNull(type.readonly ? `Readonly<${nameOf(type.to)}>` : nameOf(type.to));
    case 'array':
      return `FixedArray<${nameOf(type.element)}, ${constantValue(type.length) ?? (type.length.kind === 'constant' ? type.length.decl.name : '...')}>`;
    case 'slice':
      return `${type.readonly ? 'ReadonlySlice' : 'Slice'}<${nameOf(type.element)}>`;
    case 'pointer':
      return orNull(`${type.readonly ? 'ConstPointer' : 'Pointer'}<${nameOf(type.to)}>`);
    case 'out':
      return orNull(`Out<${nameOf(type.to)}>`);
    case 'function':
      return orNull(type.decl?.name ?? (type.nullable ? `(${signature(type)})` : signature(type)));
    case 'atomic':
      return `Atomic<${nameOf(type.of)}>`;
    case 'reg':
      return `Reg<${nameOf(type.of)}>`;
    case 'checked':
      return `Checked<${nameOf(type.of)}>`;
    case 'text':
      return 'string';
    case 'cstring':
      return 'CString';
    case 'void':
    case 'never':
    case 'null':
      return type.kind;
  }
}

/** The same with its article: a u32, an i32. */
export function aType(type: Type, capital = false): string {
  const name = nameOf(type);
  const article = /^([AEIOaeio]|i\d|f\d)/.test(name) ? 'an' : 'a';
  return `${capital ? `A${article.slice(1)}` : article} ${name}`;
}
