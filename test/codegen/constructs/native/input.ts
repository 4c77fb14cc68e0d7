// SPDX-License-Identifier: Apache-2.0
/** Natives: a function that modules import, with its wrapper and its table. */

/** Who calls. */
export interface Module {
  rights: u32;
}

/** Memory of the caller's. */
export interface GuestBytes {
  start: Pointer<u8>;
  length: u32;
}

const caller: Module = { rights: 1 };
const memory: FixedArray<u8, 64> = zeroed();

/** @nativeEnter */
export function enterNative(_env: ExecEnv, capability: u32): Module | null {
  return (caller.rights & capability) === capability ? caller : null;
}

/** @nativeBytes */
export function guestBytes(_caller: Module, address: u32, length: u32, out: GuestBytes): boolean {
  if (address >= 64 || length > 64 - address) return false;
  out.start = pointerTo(memory[address]);
  out.length = length;
  return true;
}

/**
 * How many bytes are not 0.
 * @import count_used
 * @capability COUNT 0
 */
export function countUsed(_caller: Module, bytes: GuestBytes): u32 {
  const all = trustedSlice(bytes.start, bytes.length);
  let used: u32 = 0;
  for (let i: u32 = 0; i < all.length; i++) {
    if (all[i] !== 0) used = sat(used + 1);
  }
  return used;
}
