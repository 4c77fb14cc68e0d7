// SPDX-License-Identifier: Apache-2.0
/** What the texts of the bindings have in common: the head, comments of bounded width, names that are no keywords. */

const WIDTH = 120;

export const head = (comment: string): string =>
  `${comment} SPDX-License-Identifier: Apache-2.0\n${comment} Generated from the HAL groups by codegen; do not edit.\n`;

/** Breaks at spaces so that no line is longer than the width, where words allow it. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Paragraphs as line comments, `///` for example, with an empty one between two. */
export function lineComment(mark: string, paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : ['']),
    ...wrapped(paragraph, WIDTH - mark.length - 1),
  ]);
  return lines.map((line) => `${mark} ${line}`.trimEnd() + '\n').join('');
}

/** Paragraphs as one block comment of C++ or TypeScript. */
export const blockComment = (paragraphs: readonly string[]): string => `/**\n${lineComment(' *', paragraphs)} */\n`;

/** Makes names that the language does not keep for itself. */
export function namesBut(keywords: string): (name: string) => string {
  const kept = new Set(keywords.split(' '));
  return (name) => (kept.has(name) ? `${name}_` : name);
}
