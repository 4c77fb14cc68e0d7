// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: checked(), which says whether the value fits. */

export function multiply(a: u32, b: u32, out: Out<u32>): boolean {
  const product = checked(a * b);
  if (product.ok) out.value = product.value;
  return product.ok;
}
