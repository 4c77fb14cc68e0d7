// SPDX-License-Identifier: Apache-2.0
/** Memory: slice() and view(), whose ends are proved, or checked. */

const buffer: FixedArray<u8, 16> = zeroed();

function first(bytes: ReadonlySlice<u8>): u8 {
  return bytes.length > 0 ? bytes[0] : 0;
}

export function afterHeader(): u8 {
  return first(view(buffer, 4));
}

export function part(from: u32, to: u32): u8 {
  return first(view(buffer, from, to));
}

export function rest(bytes: Slice<u8>, skip: u32): u32 {
  const tail = slice(bytes, min(skip, bytes.length));
  return tail.length;
}
