// SPDX-License-Identifier: Apache-2.0
/** Statement: while, with a declared bound that is counted and checked. */

export function countBits(x: u32): u32 {
  let bits: u32 = 0;
  let rest: u32 = x;
  // @bound 32 one bit less each turn
  while (rest !== 0) {
    rest = rest & wrap(rest - 1);
    bits = sat(bits + 1);
  }
  return bits;
}
