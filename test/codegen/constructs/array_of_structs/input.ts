// SPDX-License-Identifier: Apache-2.0
/** Type: FixedArray of structs; an element is a reference. */

interface Slot {
  id: u32;
  isUsed: boolean;
}

const slots: FixedArray<Slot, 4> = zeroed();

export function take(): u32 {
  for (let i: u32 = 0; i < slots.length; i++) {
    const slot = slots[i];
    if (!slot.isUsed) {
      slot.isUsed = true;
      slot.id = i;
      return i;
    }
  }
  return slots.length;
}
