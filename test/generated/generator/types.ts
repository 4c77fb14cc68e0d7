// SPDX-License-Identifier: Apache-2.0
/** What the generator knows of the subset's types. */

export const INT_NAMES = ['u32', 'u8', 'i32', 'u16', 'u64', 'i8', 'i16', 'i64', 'usize'] as const;
export type IntName = (typeof INT_NAMES)[number];
export type FloatName = 'f32' | 'f64';

export interface EnumDecl {
  readonly name: string;
  readonly members: readonly string[];
  /** A function of the program that gives a member for any number. */
  readonly picker: string;
}

/** What `@range` says of an integer: on an alias, which has a name, or on the place itself. */
export interface RangeDecl {
  readonly name: string | null;
  readonly low: bigint;
  readonly high: bigint;
}

export type Scalar =
  | { readonly kind: 'int'; readonly name: IntName; readonly range?: RangeDecl }
  | { readonly kind: 'float'; readonly name: FloatName }
  | { readonly kind: 'bool' }
  | { readonly kind: 'enum'; readonly decl: EnumDecl };

export type Field =
  | { readonly kind: 'scalar'; readonly name: string; readonly type: Scalar }
  | { readonly kind: 'struct'; readonly name: string; readonly decl: StructDecl }
  | { readonly kind: 'array'; readonly name: string; readonly element: Scalar; readonly length: number }
  | { readonly kind: 'union'; readonly name: string; readonly decl: UnionDecl }
  | { readonly kind: 'reference'; readonly name: string; readonly decl: StructDecl }
  | { readonly kind: 'callback'; readonly name: string };

export interface StructDecl {
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface UnionDecl {
  readonly name: string;
  readonly tag: string;
  readonly members: readonly { readonly tag: string; readonly fields: readonly Field[] }[];
}

interface IntInfo {
  readonly signed: boolean;
  readonly bits: number;
  /** A bigint in TypeScript. */
  readonly big: boolean;
  readonly min: bigint;
  readonly max: bigint;
}

function info(signed: boolean, bits: number, big = false): IntInfo {
  const span = 1n << BigInt(bits);
  return { signed, bits, big, min: signed ? -span / 2n : 0n, max: signed ? span / 2n - 1n : span - 1n };
}

/** Of usize only what every target has. */
export const INTS: Readonly<Record<IntName, IntInfo>> = {
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

export const int = (name: IntName): Scalar => ({ kind: 'int', name });
export const u32 = int('u32');
export const bool: Scalar = { kind: 'bool' };

export function textOfType(type: Scalar): string {
  if (type.kind === 'bool') return 'boolean';
  if (type.kind === 'int') return type.range?.name ?? type.name;
  return type.kind === 'enum' ? type.decl.name : type.name;
}

/** What stands before the declaration of a place of the type. */
export function tagOfType(type: Scalar): string {
  if (type.kind !== 'int' || type.range === undefined || type.range.name !== null) return '';
  return `/** @range ${type.range.low}..${type.range.high} */ `;
}

export function sameScalar(a: Scalar, b: Scalar): boolean {
  return textOfType(a) === textOfType(b);
}

/** Whether what is read from one is a value of the other, which has no range. */
export function readsAs(from: Scalar, to: Scalar): boolean {
  return from.kind === 'int' && to.kind === 'int' ? from.name === to.name : sameScalar(from, to);
}

export const isWide = (name: IntName): boolean => INTS[name].bits >= 32;

/** The types whose values all fit, other than itself, which TypeScript takes for the same kind of number. */
export const NARROWER: Readonly<Record<IntName, readonly IntName[]>> = Object.fromEntries(
  INT_NAMES.map((to) => [
    to,
    INT_NAMES.filter(
      (from) =>
        from !== to &&
        from !== 'usize' &&
        INTS[from].big === INTS[to].big &&
        INTS[from].min >= INTS[to].min &&
        INTS[from].max <= INTS[to].max,
    ),
  ]),
) as Record<IntName, IntName[]>;
