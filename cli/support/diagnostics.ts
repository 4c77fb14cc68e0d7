// SPDX-License-Identifier: Apache-2.0
// Faults in a text file, printed as compilers print them: file:line:column, the source line, a caret.

import { type Colors, printable } from './terminal';

export type Severity = 'error' | 'warning';

export interface Diagnostic {
  readonly severity: Severity;
  /** Where it is in the text, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** The field, as one would write it in JavaScript; empty for the whole file. */
  readonly field: string;
  readonly message: string;
}

/** A text and the name under which the user knows it. */
export class SourceText {
  private readonly lineStarts: number[] = [0];

  constructor(
    readonly name: string,
    readonly text: string,
  ) {
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (c === '\n' || (c === '\r' && text[i + 1] !== '\n')) this.lineStarts.push(i + 1);
    }
  }

  /** Line and column, both from 1; the column counts characters. */
  position(offset: number): { line: number; column: number } {
    // The last line that starts at or before the offset.
    let line = 1;
    for (let end = this.lineStarts.length; line < end;) {
      const middle = Math.ceil((line + end) / 2);
      if (this.lineStart(middle) <= offset) line = middle;
      else end = middle - 1;
    }
    return { line, column: [...this.text.slice(this.lineStart(line), offset)].length + 1 };
  }

  line(offset: number): number {
    return this.position(offset).line;
  }

  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineStarts[line] ?? this.text.length).replace(/[\r\n]+$/, '');
  }

  private lineStart(line: number): number {
    return this.lineStarts[line - 1] ?? 0;
  }
}

/** Longer lines are shown as a window around the caret. */
const WINDOW = 110;
/** More than this many faults help nobody. */
const MAX_PRINTED = 100;

export function formatDiagnostic(source: SourceText, diagnostic: Diagnostic, colors: Colors): string {
  const { line, column } = source.position(diagnostic.offset);
  const paint = diagnostic.severity === 'error' ? colors.red : colors.magenta;
  const field = diagnostic.field === '' ? '' : `${diagnostic.field}: `;
  const place = colors.bold(`${printable(source.name)}:${line}:${column}:`);
  const head = `${place} ${paint(`${diagnostic.severity}:`)} ${printable(field + diagnostic.message)}`;

  const characters = [...printable(source.lineText(line))];
  const start = characters.length <= WINDOW ? 0 : Math.max(0, column - 1 - WINDOW / 2);
  const shown = characters.slice(start, start + WINDOW);
  const before = column - 1 - start + (start > 0 ? 1 : 0);
  const text = (start > 0 ? '…' : '') + shown.join('') + (start + WINDOW < characters.length ? '…' : '');
  const length = Math.max(1, Math.min(diagnostic.length, shown.length - (column - 1 - start)));
  const gutter = `${line}`.padStart(5);
  return `${head}\n${gutter} | ${text}\n${' '.repeat(gutter.length)} | ${' '.repeat(before)}${paint('^' + '~'.repeat(length - 1))}\n`;
}

/** All of them in the order of the text, and a last line that counts what was not shown. */
export function formatDiagnostics(source: SourceText, diagnostics: readonly Diagnostic[], colors: Colors): string {
  const ordered = [...diagnostics].sort((a, b) => a.offset - b.offset);
  const shown = ordered.slice(0, MAX_PRINTED).map((d) => formatDiagnostic(source, d, colors));
  if (ordered.length > MAX_PRINTED) shown.push(`… and ${ordered.length - MAX_PRINTED} more\n`);
  return shown.join('');
}

export function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((d) => d.severity === severity).length;
}
