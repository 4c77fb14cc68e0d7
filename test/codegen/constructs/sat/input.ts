// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: sat(), clamped to the type's range. */

export function sum(a: u32, b: u32): u32 {
  return sat(a + b);
}

export function difference(a: i32, b: i32): i32 {
  return sat(a - b);
}
