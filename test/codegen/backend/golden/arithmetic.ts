// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: proved, checked, and the modes that are spelt out. */

/** The limit that some of the functions below respect. */
const LIMIT = 1000;

/** Cannot be proved: both are any. */
export function sum(a: u32, b: u32): u32 {
  return a + b;
}

/** Proved by the guard. */
export function difference(a: u32, b: u32): u32 {
  if (a < b) return 0;
  return a - b;
}

/** Proved by what min() says. */
export function scaled(a: u32): u32 {
  return min(a, LIMIT) * 4 + 3;
}

export function mean(a: u16, b: u16): u16 {
  const total: u32 = u32(a) + b;
  return u16(idiv(total, 2));
}

export function quotient(a: i32, b: i32): i32 {
  return idiv(a, b);
}

export function bucket(hash: u32, buckets: u32): u32 {
  if (buckets === 0) return 0;
  return hash % buckets;
}

/** FNV-1a over one byte. */
export function mix(hash: u32, byte: u8): u32 {
  return wrap((hash ^ byte) * 16777619);
}

export function clamped(a: i32, b: i32): i32 {
  return sat(a - b);
}

/** Whether the product fits; `out` is it then. */
export function tryMultiply(a: u64, b: u64, out: Out<u64>): boolean {
  const product = checked(a * b);
  if (product.ok) out.value = product.value;
  return product.ok;
}

export function lowByte(x: u32): u8 {
  return u8.wrap(x >> 8);
}

export function rotateLeft(x: u32, by: u32): u32 {
  const n = by & 31;
  if (n === 0) return x;
  return (x << n) | (x >> (32 - n));
}

/** The sign of `x` as a number. */
export function sign(x: i32): i32 {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

export function negated(x: i16): i16 {
  return i16(-x);
}
