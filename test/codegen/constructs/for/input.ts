// SPDX-License-Identifier: Apache-2.0
/** Statement: for, whose counter and limit bound it; upward, in steps, downward. */

export function sumBelow(limit: u8): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < limit; i++) {
    sum += i;
  }
  return sum;
}

export function everyFourth(bytes: ReadonlySlice<u8>): u32 {
  let bits: u32 = 0;
  const end = min(bytes.length, 64);
  for (let i: u32 = 0; i < end; i += 4) bits |= bytes[i];
  return bits;
}

export function lastNonZero(bytes: ReadonlySlice<u8>): u32 {
  for (let i: u32 = bytes.length; i > 0; i--) {
    if (bytes[i - 1] !== 0) return i;
  }
  return 0;
}
