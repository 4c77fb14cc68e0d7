// SPDX-License-Identifier: Apache-2.0
/** Ranges of the integer types. */
import type { IntName, IntType } from '../ir';

export interface Range {
  readonly lo: bigint;
  readonly hi: bigint;
}

const unsigned = (bits: bigint): Range => ({ lo: 0n, hi: (1n << bits) - 1n });
const signed = (bits: bigint): Range => ({ lo: -(1n << (bits - 1n)), hi: (1n << (bits - 1n)) - 1n });

/** Every value that a variable of the type may hold on some target. */
const VALUES: Record<IntName, Range> = {
  u8: unsigned(8n),
  u16: unsigned(16n),
  u32: unsigned(32n),
  u64: unsigned(64n),
  i8: signed(8n),
  i16: signed(16n),
  i32: signed(32n),
  i64: signed(64n),
  usize: unsigned(64n),
};

export const valuesOf = (type: IntType): Range => VALUES[type.name];
/** Every value that fits the type on all targets: a `usize` may have 32 bits. */
export const fitsOf = (type: IntType): Range => (type.name === 'usize' ? VALUES.u32 : VALUES[type.name]);
export const isSigned = (type: IntType): boolean => type.name.startsWith('i');
/** Width in bits; for `usize` the least it can be. */
export function bitsOf(type: IntType): bigint {
  return type.name === 'usize' ? 32n : BigInt(type.name.slice(1));
}
export const isInside = (inner: Range, outer: Range): boolean => inner.lo >= outer.lo && inner.hi <= outer.hi;

/** Of a slice, text or array. */
export const LENGTH: Range = unsigned(32n);

export const meet = (a: Range, b: Range): Range => ({ lo: a.lo > b.lo ? a.lo : b.lo, hi: a.hi < b.hi ? a.hi : b.hi });
export const span = (a: Range, b: Range): Range => ({ lo: a.lo < b.lo ? a.lo : b.lo, hi: a.hi > b.hi ? a.hi : b.hi });
export const isSame = (a: Range, b: Range): boolean => a.lo === b.lo && a.hi === b.hi;
