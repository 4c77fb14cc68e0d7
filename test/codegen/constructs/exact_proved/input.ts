// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: + - * are exact; proved from types, guards and minima, so that nothing is checked. */

export function difference(a: u32, b: u32): u32 {
  if (a < b) return 0;
  return a - b;
}

export function scaled(a: u32): u32 {
  return min(a, 1000) * 4 + 3;
}

export function product(a: u16, b: u16): u32 {
  return a * b;
}
