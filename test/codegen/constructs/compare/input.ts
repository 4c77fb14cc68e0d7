// SPDX-License-Identifier: Apache-2.0
/** Operators: comparison, after widening to one type. */

export function isBelow(a: u8, limit: u32): boolean {
  return a < limit;
}

export function isSame(a: u16, b: i32): boolean {
  return a === b;
}

export function isWithin(x: u32, low: u32, high: u32): boolean {
  return low <= x && x < high;
}
