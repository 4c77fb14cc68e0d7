// SPDX-License-Identifier: Apache-2.0
/** Type: Out<T>, the place of a result in the caller. */

export function divide(a: u32, b: u32, quotient: Out<u32> | null): boolean {
  if (quotient === null || b === 0) return false;
  quotient.value = idiv(a, b);
  return true;
}
