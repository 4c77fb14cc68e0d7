// SPDX-License-Identifier: Apache-2.0
/** Type: FixedArray; an index proved, and one checked. */

const SLOTS = 4;
const slots: FixedArray<u32, typeof SLOTS> = zeroed();

export function clear(): void {
  for (let i: u32 = 0; i < SLOTS; i++) {
    slots[i] = 0;
  }
}

export function set(i: u32, value: u32): void {
  slots[i] = value;
}

export function masked(i: u32): u32 {
  return slots[i & 3];
}
