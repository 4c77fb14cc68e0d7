// SPDX-License-Identifier: Apache-2.0
/** Operators: & | ^ ~ on unsigned types. */

const READY = 0x1;
const FAULT = 0x80;

export function masked(status: u32): u32 {
  return (status & ~FAULT) | READY;
}

export function toggled(flags: u8, mask: u8): u8 {
  return flags ^ mask;
}

export function isReady(status: u32): boolean {
  return (status & READY) !== 0 && (status & FAULT) === 0;
}
