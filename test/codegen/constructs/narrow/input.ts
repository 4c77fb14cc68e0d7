// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: narrow types are computed in 32 bits. */

export function sum(a: u8, b: u8): u32 {
  return a + b;
}

export function folded(a: u8, b: u8): u8 {
  return u8.wrap(a + b);
}

export function distance(a: i16, b: i16): i32 {
  return a - b;
}
