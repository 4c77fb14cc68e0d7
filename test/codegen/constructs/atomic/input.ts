// SPDX-License-Identifier: Apache-2.0
/** Atomics: each operation with its order. */

const pending: Atomic<u32> = zeroed();
const owner: Atomic<u8> = zeroed();

/** @isr */
export function post(mask: u32): void {
  pending.fetchOr(mask, 'release');
}

export function take(): u32 {
  return pending.exchange(0, 'acquire');
}

export function isIdle(): boolean {
  return pending.load('relaxed') === 0;
}

export function claim(id: u8): boolean {
  return owner.compareExchange(0, id, 'acq_rel');
}

export function release(): void {
  owner.store(0, 'release');
}
