// SPDX-License-Identifier: Apache-2.0
/** Interrupts: an @isr function touches only what interrupts may touch. */

const ticks: Atomic<u32> = zeroed();
const MASKS: Readonly<FixedArray<u32, 2>> = [0x1, 0x10];

/** @isr */
function maskOf(line: u32): u32 {
  return MASKS[line & 1];
}

/**
 * The timer's interrupt.
 * @isr
 */
export function onTick(line: u32): void {
  ticks.fetchAdd(maskOf(line), 'relaxed');
}
