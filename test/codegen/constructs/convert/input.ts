// SPDX-License-Identifier: Apache-2.0
/** Conversion: exact, checked or proved; modulo; to the nearest. */

export function exact(x: u32): u8 {
  return u8(x);
}

export function proved(x: u32): u8 {
  return u8(x & 0xff);
}

export function low(x: u32): u8 {
  return u8.wrap(x);
}

export function nearest(x: i32): u8 {
  return u8.sat(x);
}

export function widened(x: u16): u64 {
  return u64(x);
}

export function fromSigned(x: i32): u32 {
  return u32.wrap(x);
}
