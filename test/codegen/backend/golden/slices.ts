// SPDX-License-Identifier: Apache-2.0
/** Slices and arrays: indices, parts, copies. */

const ROOM = 8;

/** A buffer of the file's own. */
const buffer: FixedArray<u8, typeof ROOM> = zeroed();

/** Proved: the loop keeps `i` below the length. */
export function total(bytes: ReadonlySlice<u8>): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < bytes.length; i++) {
    sum = wrap(sum + bytes[i]);
  }
  return sum;
}

/** Checked: nothing is known of `i`. */
export function at(bytes: ReadonlySlice<u8>, i: u32): u8 {
  return bytes[i];
}

export function atOr(bytes: ReadonlySlice<u8>, i: u32, otherwise: u8): u8 {
  return i < bytes.length ? bytes[i] : otherwise;
}

/** The bytes after the first `skip`, or none. */
function after(bytes: ReadonlySlice<u8>, skip: u32): ReadonlySlice<u8> {
  return view(bytes, min(skip, bytes.length));
}

export function totalAfter(bytes: ReadonlySlice<u8>, skip: u32): u32 {
  return total(after(bytes, skip));
}

/** Copies what fits into the buffer; returns how much that was. */
export function store(bytes: ReadonlySlice<u8>): u32 {
  const count = min(bytes.length, ROOM);
  copy(slice(buffer, 0, count), view(bytes, 0, count));
  fill(slice(buffer, count), 0xff);
  return count;
}

/** Copies all, which must fit. */
export function storeAll(bytes: ReadonlySlice<u8>): void {
  copy(slice(buffer), bytes);
}

export function stored(): u32 {
  return total(view(buffer));
}

/** Turns the bytes of a slice around. */
export function reverse(bytes: Slice<u8>): void {
  const half = idiv(bytes.length, 2);
  for (let i: u32 = 0; i < half; i++) {
    const other = bytes.length - 1 - i;
    const kept = bytes[i];
    bytes[i] = bytes[other];
    bytes[other] = kept;
  }
}

export function sliced(from: u32, to: u32): u32 {
  return total(view(buffer, from, to));
}
