// SPDX-License-Identifier: Apache-2.0
/** Literals keep the notation of the source. */

const MASK = 0x0000ffff;
const SECOND_US = 1_000_000;
const TABLE: Readonly<FixedArray<u32, 4>> = [0x428a2f98, 0x71374491, 10, 0b1010];
const NEVER: u64 = 0xffff_ffff_ffff_ffffn;

export function low(x: u32): u32 {
  return x & MASK;
}

export function at(i: u32): u32 {
  return i < 4 ? TABLE[i] : 0xdeadbeef;
}

export function timeout(seconds: u8): u64 {
  return seconds === 0 ? NEVER : u64(seconds) * u64(SECOND_US);
}
