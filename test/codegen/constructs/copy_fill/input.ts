// SPDX-License-Identifier: Apache-2.0
/** Memory: copy() and fill(). */

const line: FixedArray<u8, 32> = zeroed();

export function begin(bytes: ReadonlySlice<u8>): u32 {
  const count = min(bytes.length, 32);
  copy(slice(line, 0, count), view(bytes, 0, count));
  fill(slice(line, count), 0x20);
  return count;
}

export function begin16(bytes: ReadonlySlice<u8>): void {
  copy(slice(line, 16), bytes);
}
