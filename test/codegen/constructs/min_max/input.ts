// SPDX-License-Identifier: Apache-2.0
/** Operators: min() and max(). */

export function clamped(x: u32, low: u32, high: u32): u32 {
  return min(max(x, low), high);
}
