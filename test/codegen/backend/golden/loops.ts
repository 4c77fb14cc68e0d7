// SPDX-License-Identifier: Apache-2.0
/** Loops: counted, and with a declared bound. */

export function countBits(x: u32): u32 {
  let bits: u32 = 0;
  let rest: u32 = x;
  // @bound 32 one bit less each turn
  while (rest !== 0) {
    rest = rest & (rest - 1);
    bits++;
  }
  return bits;
}

/** Steps of the Collatz sequence; panics after 100. */
export function collatz(start: u32): u32 {
  let n: u64 = u64(start);
  let steps: u32 = 0;
  // @bound 100 enough for the numbers that are asked for
  while (n > 1n) {
    n = (n & 1n) === 0n ? n >> 1n : sat(n * 3n + 1n);
    steps++;
  }
  return steps;
}

export function downward(values: ReadonlySlice<u32>): u32 {
  let last: u32 = 0;
  for (let i: u32 = values.length; i > 0; i--) {
    last = values[i - 1];
  }
  return last;
}

export function everyThird(values: ReadonlySlice<u32>): u32 {
  let sum: u32 = 0;
  const length = min(values.length, 1000);
  for (let i: u32 = 0; i < length; i += 3) {
    if (values[i] === 7) continue;
    if (values[i] === 9) break;
    sum = wrap(sum + values[i]);
  }
  return sum;
}

export function digits(n: u32): u32 {
  let count: u32 = 0;
  let rest: u32 = n;
  // @bound 10 a u32 has ten digits
  do {
    rest = idiv(rest, 10);
    count++;
  } while (rest > 0);
  return count;
}
