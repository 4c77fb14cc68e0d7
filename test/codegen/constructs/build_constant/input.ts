// SPDX-License-Identifier: Apache-2.0
/** Build: a constant that the build chooses within a range. */

/**
 * How many there are.
 * @build APP_SLOTS 1..16
 */
declare const SLOTS: u32;

const used: FixedArray<boolean, typeof SLOTS> = zeroed();

export function use(i: u32): boolean {
  if (i >= SLOTS || used[i]) return false;
  used[i] = true;
  return true;
}
