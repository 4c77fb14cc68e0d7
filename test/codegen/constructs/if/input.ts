// SPDX-License-Identifier: Apache-2.0
/** Statement: if, else if, else. */

export function grade(points: u32): u32 {
  // Most of them pass.
  if (points >= 50) {
    return 1;
  } else if (points >= 40) {
    return 2;
  } else {
    return 3;
  }
}

export function capped(points: u32): u32 {
  if (points > 100) return 100;
  return points;
}
