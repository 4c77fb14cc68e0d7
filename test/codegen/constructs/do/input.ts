// SPDX-License-Identifier: Apache-2.0
/** Statement: do, with a declared bound. */

export function digits(n: u32): u32 {
  let count: u32 = 0;
  let rest: u32 = n;
  // @bound 10 a u32 has ten digits
  do {
    rest = idiv(rest, 10);
    count = sat(count + 1);
  } while (rest > 0);
  return count;
}
