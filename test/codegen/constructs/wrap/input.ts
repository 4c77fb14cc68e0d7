// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: wrap(), modulo 2^width. */

/** FNV-1a over one byte. */
export function mix(hash: u32, byte: u8): u32 {
  return wrap((hash ^ byte) * 0x01000193);
}

export function difference(a: u32, b: u32): u32 {
  return wrap(a - b);
}
