// SPDX-License-Identifier: Apache-2.0
/** Statement: break and continue. */

export function firstWanted(bytes: ReadonlySlice<u8>): u32 {
  let found: u32 = bytes.length;
  for (let i: u32 = 0; i < bytes.length; i++) {
    if (bytes[i] === 0) continue;
    if (bytes[i] > 0x7f) break;
    found = i;
  }
  return found;
}
