// SPDX-License-Identifier: Apache-2.0
/** Declaration: statics: numbers, structs, tables. */

interface State {
  count: u32;
  isOpen: boolean;
}

/** What goes on. */
const state: State = zeroed();
let last: u32 = 7;
const WEIGHTS: Readonly<FixedArray<u8, 3>> = [1, 2, 4];

export function open(): u32 {
  state.isOpen = true;
  state.count = sat(state.count + WEIGHTS[2]);
  last = state.count;
  return last;
}
