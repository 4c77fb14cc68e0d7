// SPDX-License-Identifier: Apache-2.0
/** Build conditions and constants. */

interface Flags {
  readonly FAST: BuildFlag<'APP_FAST'>;
}
declare const FLAG: Flags;
/** @build APP_SLOTS 1..16 */
declare const SLOTS: u32;

const slots: FixedArray<u32, typeof SLOTS> = zeroed();
let hits: u32 = 0;

/** Used with APP_FAST only. */
function quick(i: u32): u32 {
  hits = sat(hits + 1);
  return i;
}

function slow(i: u32): u32 {
  return i & 1;
}

export function choose(i: u32): u32 {
  const half = i >> 1;
  if (when(FLAG.FAST)) {
    return quick(half);
  } else {
    return slow(i);
  }
}

export function setSlot(i: u32, value: u32): boolean {
  if (i >= SLOTS) return false;
  slots[i] = value;
  return true;
}

export function sumOfSlots(): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < SLOTS; i++) sum = wrap(sum + slots[i]);
  return sum;
}
