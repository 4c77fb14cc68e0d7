// SPDX-License-Identifier: Apache-2.0
/** Addresses and sizes: usize. */

export function end(start: usize, size: u32): usize {
  return sat(start + size);
}

export function isAligned(address: usize): boolean {
  return (address & 7) === 0;
}
