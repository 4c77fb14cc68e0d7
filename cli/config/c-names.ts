// SPDX-License-Identifier: Apache-2.0
// Names and strings as C sees them.

const KEYWORDS = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long register ' +
    'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while ' +
    '_Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local ' +
    'alignas alignof bool constexpr false nullptr static_assert thread_local true typeof typeof_unqual'
  ).split(' '),
);

/** Whether a C compiler, up to C23, takes the word for itself. */
export function isCKeyword(word: string): boolean {
  return KEYWORDS.has(word);
}

/** The part of a macro's name that stands for a name: capitals, and `_` for all but letters and digits. */
export function macroName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/gu, '_').toUpperCase();
}

/** A C string literal with exactly the string's UTF-8 bytes. */
export function cString(text: string): string {
  let literal = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') literal += `\\${character}`;
    // Octal escapes end after three digits, whatever follows. `??` could begin a trigraph.
    else if (byte < 0x20 || byte > 0x7e || (character === '?' && literal.endsWith('?')))
      literal += `\\${byte.toString(8).padStart(3, '0')}`;
    else literal += character;
  }
  return `"${literal}"`;
}
