// SPDX-License-Identifier: Apache-2.0
/** Arithmetic: 64 bits. */

export function elapsed(now: u64, since: u64): u64 {
  return now < since ? 0n : now - since;
}

export function microseconds(milliseconds: u32): u64 {
  return u64(milliseconds) * 1000n;
}
