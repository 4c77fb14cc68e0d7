// SPDX-License-Identifier: Apache-2.0
/** Atomics. */

const events: Atomic<u32> = zeroed();
const busy: Atomic<u8> = zeroed();

/** @isr */
export function post(mask: u32): void {
  events.fetchOr(mask, 'release');
}

export function take(): u32 {
  return events.exchange(0, 'acquire');
}

export function peek(): u32 {
  return events.load('relaxed');
}

export function enter(): boolean {
  return busy.compareExchange(0, 1, 'acq_rel');
}

export function leave(): void {
  busy.store(0, 'release');
}

export function countUp(by: u32): u32 {
  return events.fetchAdd(by, 'relaxed');
}
