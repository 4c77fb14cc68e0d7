// SPDX-License-Identifier: Apache-2.0
// Times as a scenario writes them: microseconds, or a number with its unit.

import type { Path } from '../config/document';

/** Says what is wrong at a place of the file. */
export type Complain = (path: Path, message: string) => void;

const UNITS: Readonly<Record<string, number>> = { us: 1, ms: 1e3, s: 1e6, min: 60e6, h: 3600e6 };

export const TIME_PATTERN = '^\\d+(\\.\\d+)? ?(us|ms|s|min|h)$';
export const TIME_FORM = 'a time in microseconds, or with a unit: 1500, 10 ms, 2.5 s (us, ms, s, min, h)';

/** Microseconds of a time; undefined: it is none, or not a whole number of them. */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : undefined;
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?) ?(us|ms|s|min|h)$/.exec(value) : null;
  if (match === null) return undefined;
  const [, number = '', unit = ''] = match;
  const us = Number(number) * (UNITS[unit] ?? 1);
  // 0.1 s is not a binary fraction.
  const whole = Math.round(us);
  return Math.abs(us - whole) < 1e-6 * Math.max(1, us) ? whole : undefined;
}

/** A hundred years: what is added up of such times is exact. */
const LONGEST_US = 3_153_600_000_000_000;

/** A time at a place of the scenario; NaN, with a complaint, when it is none. */
export function readTime(complain: Complain, where: Path, value: unknown, maximum = LONGEST_US): number {
  const us = parseTime(value);
  if (us === undefined) complain(where, `expected ${TIME_FORM}, to the microsecond`);
  else if (us > maximum) complain(where, `is longer than ${maximum} us, the most that there is`);
  return us !== undefined && us <= maximum ? us : NaN;
}

/** Seconds with six decimals. */
export function seconds(us: number): string {
  return `${Math.floor(us / 1e6)}.${String(us % 1e6).padStart(6, '0')}`;
}
