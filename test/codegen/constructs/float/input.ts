// SPDX-License-Identifier: Apache-2.0
/** Floats: arithmetic without contraction; truncation is checked. */

export function mad(a: f32, b: f32, c: f32): f32 {
  return a * b + c;
}

export function celsius(raw: u16): f32 {
  return f32(raw) / 16.0 - 40.5;
}

export function truncated(x: f64): i32 {
  return i32(x);
}
