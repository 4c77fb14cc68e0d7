// SPDX-License-Identifier: Apache-2.0
/**
 * Text: comments stay where they were.
 *
 * - The file's own stands at the top,
 * - and is filled to the width of a line.
 */

/** A table, one row for each day. */
const ROWS: Readonly<FixedArray<u8, 6>> = [
  // Weekdays.
  1, 2, 3, 4,
  // The weekend.
  5, 6,
];

export function rowOf(day: u32): u8 {
  // Days begin with 1.
  if (day === 0) return 0;

  // What is beyond the week
  // counts as its end.
  const row = min(day - 1, 5);
  return ROWS[row];
}
