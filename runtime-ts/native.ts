// SPDX-License-Identifier: Apache-2.0
/**
 * What every native function goes through before its own code: who calls, may he, is the memory his own.
 * The wrappers that the compiler derives from `@import` functions call enterNative() and guestBytes().
 */

import { raise } from './exception';
import { logViolation } from './log';
import { Module, runtime } from './modules';
import { entryExpired } from './quota';
import { linearMemory } from './sandbox';

/** Bytes of the calling module's memory, checked to be its own. Valid until the native function returns. */
export interface GuestBytes {
  start: Pointer<u8>;
  length: u32;
}

/** Name of the right that the native function under way needs. */
let rightInUse: CString = '';

/** Ends the caller with a trap as soon as the native function returns, and says so in the log. */
export function trap(caller: Module, reason: CString): void {
  raise(caller, reason);
  logViolation(caller.id, rightInUse, reason);
}

/**
 * The calling module, or null if the native function must not run: the quota is used up, or the right is missing.
 * One entry runs at a time, so the caller is the module that was entered.
 * @nativeEnter
 */
export function enterNative(_env: ExecEnv, capability: u32, name: CString): Module | null {
  const caller = runtime.entered;
  if (caller === null) return null;
  if (entryExpired()) {
    raise(caller, 'quota exceeded');
    return null;
  }
  rightInUse = name;
  if ((caller.sandbox.policy.capabilities & capability) !== capability) {
    trap(caller, 'capability not granted');
    return null;
  }
  return caller;
}

/**
 * The bytes [address, address + length) of the caller's memory; false, with the caller trapped, if they are not all inside.
 * @nativeBytes
 */
export function guestBytes(caller: Module, address: u32, length: u32, out: GuestBytes): boolean {
  const memory = linearMemory(caller.sandbox);
  const size = memory.length;
  if (address > size || length > size - address) {
    trap(caller, 'buffer outside its memory');
    return false;
  }
  // No byte has no address of its own: at the very end there may be nothing to point at.
  out.length = length;
  if (address < size) out.start = pointerTo(memory[address]);
  return true;
}
