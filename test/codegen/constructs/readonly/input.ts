// SPDX-License-Identifier: Apache-2.0
/** Type: Readonly<S> is C's pointer to const. */

interface Limits {
  low: u32;
  high: u32;
}

const limits: Limits = { low: 1, high: 9 };

function current(): Readonly<Limits> {
  return limits;
}

export function span(): u32 {
  const now = current();
  return sat(now.high - now.low);
}
