// SPDX-License-Identifier: Apache-2.0
// The valid word that a mistyped one was probably meant to be.

import { distance } from 'fastest-levenshtein';

/** The word nearest to `word`, letter case aside, or undefined when none is near enough to be a typing mistake. */
export function nearest(word: string, valid: Iterable<string>): string | undefined {
  const typed = word.trim().toLowerCase();
  let best: string | undefined;
  // Two swapped letters count as two; a word of one letter has no near ones.
  let bestDistance = Math.round(typed.length * 0.4) + 1;
  for (const candidate of valid) {
    const plain = candidate.toLowerCase();
    // A beginning that was cut short ("TEMP" for TEMP_SENSOR) or carried on is nearer than its letter count says.
    const cut = Math.min(typed.length, plain.length) >= 3 && (plain.startsWith(typed) || typed.startsWith(plain));
    const far = cut ? Math.min(1, distance(typed, plain)) : distance(typed, plain);
    if (far < bestDistance) {
      best = candidate;
      bestDistance = far;
    }
  }
  return best;
}

/** `; did you mean 'X'?`, or the valid words when none is near. */
export function suggestion(word: string, valid: readonly string[]): string {
  const near = nearest(word, valid);
  if (near !== undefined) return `; did you mean '${near}'?`;
  return valid.length === 0 ? '' : `; valid: ${valid.map((v) => `'${v}'`).join(', ')}`;
}
