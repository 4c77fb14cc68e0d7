// SPDX-License-Identifier: Apache-2.0
/** Statement: unreachable(), for a state that the code says cannot be. */

export function parity(x: u32): u32 {
  switch (x & 1) {
    case 0:
      return 0;
    case 1:
      return 1;
    default:
      unreachable();
  }
}
