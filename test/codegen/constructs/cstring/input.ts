// SPDX-License-Identifier: Apache-2.0
/** Type: CString, text for C. */

/** The name of a level; escapes stay readable. */
export function nameOf(level: u32): CString {
  return level === 0 ? 'quiet' : 'loud:\t"\\"\n';
}
