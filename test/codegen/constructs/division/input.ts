// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: idiv() and %, with the divisor proved, a constant, or checked. */

export function bucket(hash: u32, buckets: u32): u32 {
  if (buckets === 0) return 0;
  return hash % buckets;
}

export function tens(n: u32): u32 {
  return idiv(n, 10);
}

export function quotient(a: u32, b: u32): u32 {
  return idiv(a, b);
}

export function signedQuotient(a: i32, b: i32): i32 {
  return idiv(a, b);
}
