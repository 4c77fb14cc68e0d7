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

/** Shown to the C compiler as a call: gcc takes 0 - x for -x where x is a converted integer. */
export function opposite(count: u32): f32 {
  return 0.0 - f32(count);
}
