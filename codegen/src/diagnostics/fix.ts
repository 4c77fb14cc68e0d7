// SPDX-License-Identifier: Apache-2.0
/** Quick fixes: edits of the source that a diagnostic offers, and what they make of a text. */
import type { Location } from '../ir';

/** Puts `text` in the place of what stands at `at`, which is empty where it only inserts. */
export interface Edit {
  readonly at: Location;
  readonly text: string;
}

export interface Fix {
  /** What it does, in the words of a menu: `Write wrap(a + b)`. */
  readonly title: string;
  /** They do not overlap. */
  readonly edits: readonly Edit[];
  /** It holds a number, a type or a decision that is for a person to look at: `fix` leaves it alone. */
  readonly guess?: true;
}

/** Fixes that are for a person to look at. */
export function guesses(fixes: readonly Fix[]): Fix[] {
  return fixes.map((fix) => ({ ...fix, guess: true }));
}

/** The fix of one place. */
export function replacement(title: string, at: Location, text: string): Fix {
  return { title, edits: [{ at, text }] };
}

/** The empty place before a location. */
export function startOf(at: Location): Location {
  return { file: at.file, line: at.line, column: at.column, endLine: at.line, endColumn: at.column };
}

/** The empty place behind a location. */
export function endOf(at: Location): Location {
  return { file: at.file, line: at.endLine, column: at.endColumn, endLine: at.endLine, endColumn: at.endColumn };
}

/** Offsets of a location in the text of its file. */
export function spanOf(at: Location, text: string): { start: number; end: number } {
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  return { start: offset(at.line, at.column), end: offset(at.endLine, at.endColumn) };
}

/** The text of one file after those edits that are in it. Of two that overlap, the second is left out. */
export function applyEdits(file: string, text: string, edits: readonly Edit[]): string {
  const spans = edits
    .filter((edit) => edit.at.file === file)
    .map((edit) => ({ ...spanOf(edit.at, text), text: edit.text }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const span of spans) {
    if (span.start < position) continue;
    result += text.slice(position, span.start) + span.text;
    position = span.end;
  }
  return result + text.slice(position);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const line of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(line.index + line[0].length);
  return starts;
}
