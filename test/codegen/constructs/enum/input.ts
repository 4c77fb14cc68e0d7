// SPDX-License-Identifier: Apache-2.0
/** Type: enum. */

/** How bad it is. */
export enum Severity {
  /** Nobody need look. */
  Low = 0,
  High = 5,
}

export function isBad(severity: Severity): boolean {
  return severity === Severity.High;
}

export function numberOf(severity: Severity): u32 {
  return u32(severity);
}
