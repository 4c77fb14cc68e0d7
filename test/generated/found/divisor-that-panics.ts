// SPDX-License-Identifier: Apache-2.0
// The compiler divided by zero itself: the divisor is always below zero, which a u64 cannot be, so that no value was left for it.

import { noteU64 } from './host';

export function run(seed: u32): void {
  noteU64(idiv(u64(seed), 34n - min(u64(seed) + 100n, 35n)));
}
