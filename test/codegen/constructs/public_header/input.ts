// SPDX-License-Identifier: Apache-2.0
/** C: the public header, and what stays private. */

/** The most that are kept. */
export const READINGS_MAX = 16;

/** One reading. */
export interface Reading {
  /** Of the sensor. */
  id: u8;
  value: u32;
}

const readings: FixedArray<Reading, typeof READINGS_MAX> = zeroed();

/** Where the next one goes. */
export const place: Atomic<u32> = zeroed();

/**
 * Copies the latest reading.
 * @param out takes it
 * @returns false if `out` is NULL
 */
export function latest(out: Reading | null): boolean {
  if (out === null) return false;
  assign(out, readings[place.load('relaxed') & 15]);
  return true;
}
