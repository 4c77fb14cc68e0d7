// SPDX-License-Identifier: Apache-2.0
/** Type: Callback, a function of the host's; and a table of functions. */

/** Told of each value. */
export type Listener = (value: u32) => u32;

export interface Hooks {
  listener: Listener | null;
  isWanted: Callback<(id: u32) => boolean> | null;
}

const hooks: Hooks = zeroed();

function twice(value: u32): u32 {
  return wrap(value * 2);
}
function same(value: u32): u32 {
  return value;
}
const STEPS: Readonly<FixedArray<Listener, 2>> = [twice, same];

export function setHooks(given: Readonly<Hooks>): void {
  assign(hooks, given);
}

export function tell(value: u32): u32 {
  const listener = hooks.listener;
  return listener === null ? STEPS[value & 1](value) : listener(value);
}
