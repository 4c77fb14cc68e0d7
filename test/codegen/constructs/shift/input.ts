// SPDX-License-Identifier: Apache-2.0
/** Operators: << >>; the count is proved below the width, or checked. */

export function rotateLeft(x: u32, by: u32): u32 {
  const n = by & 31;
  if (n === 0) return x;
  return (x << n) | (x >> (32 - n));
}

export function bit(n: u32): u32 {
  return u32(1) << n;
}

export function highByte(x: u16): u8 {
  return u8(x >> 8);
}
