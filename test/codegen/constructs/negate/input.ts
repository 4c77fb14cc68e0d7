// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: unary minus. */

export function opposite(x: i16): i32 {
  return -x;
}

export function magnitude(x: i32): i32 {
  return x < 0 ? -x : x;
}
