// SPDX-License-Identifier: Apache-2.0
// Characters that cannot be seen, or that turn the direction of reading, shown as what they are: nobody signs what looks like something else.

/** Controls, formatting (zero width, direction), separators of lines and paragraphs, halves of a pair, private use, unassigned. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

export function visible(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`);
}

/** The same value, with every text in it visible. */
export function allVisible<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T;
  if (Array.isArray(value)) return value.map(allVisible) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, allVisible(each as unknown)])) as T;
}
