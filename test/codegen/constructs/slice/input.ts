// SPDX-License-Identifier: Apache-2.0
/** Type: Slice and ReadonlySlice: pointer and length; an index proved, and one checked. */

export function checksum(bytes: ReadonlySlice<u8>): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < bytes.length; i++) {
    sum = wrap(sum + bytes[i]);
  }
  return sum;
}

export function at(bytes: ReadonlySlice<u8>, i: u32): u8 {
  return bytes[i];
}

export function put(bytes: Slice<u8>, i: u32, value: u8): void {
  if (i < bytes.length) bytes[i] = value;
}
