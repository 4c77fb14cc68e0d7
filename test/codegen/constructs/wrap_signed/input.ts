// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: wrap() of signed numbers, by way of unsigned ones. */

export function sum(a: i32, b: i32): i32 {
  return wrap(a + b);
}

export function negated(a: i32): i32 {
  return wrap(-a);
}
