// SPDX-License-Identifier: Apache-2.0
/** Floats: no contraction, truncation checked. */

export function mad(a: f32, b: f32, c: f32): f32 {
  return a * b + c;
}
export function widened(a: f32): f64 {
  return f64(a) / 3;
}
export function truncated(a: f32): i32 {
  return i32(a);
}
export function truncatedU8(a: f64): u8 {
  return u8(a);
}
export function fromInt(n: u64): f32 {
  return f32(n);
}
export function larger(a: f64, b: f64): f64 {
  return max(a, b);
}
