// SPDX-License-Identifier: Apache-2.0
/** Statement: const and let. */

export function average(a: u16, b: u16): u16 {
  const sum = u32(a) + u32(b);
  let half: u32 = sum >> 1;

  // Rounded to even.
  if ((sum & 1) === 1 && (half & 1) === 1) half++;
  return u16.wrap(half);
}
