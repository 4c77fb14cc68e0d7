// SPDX-License-Identifier: Apache-2.0
/** Declaration: functions; what is exported has a prefix, what is not is static. */

/** Adds the two, as far as there is room. */
function added(a: u32, b: u32): u32 {
  return sat(a + b);
}

/**
 * The sum of three numbers.
 * @param first is the largest
 * @param secondAndLast the two others are the same
 * @returns at most u32.MAX
 */
export function sumOfThree(first: u32, secondAndLast: u32): u32 {
  return added(first, added(secondAndLast, secondAndLast));
}

/** The first of `theirOwn` and \`1\`. */
function either(theirOwn: u32): u32 {
  return theirOwn === 0 ? 1 : theirOwn;
}

export function some(n: u32): u32 {
  return either(n);
}
