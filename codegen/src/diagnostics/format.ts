// SPDX-License-Identifier: Apache-2.0
/** Diagnostics as text in the manner of tsc: place, code, message, source line with a squiggle, related places. */
import { isatty } from 'node:tty';
import pc from 'picocolors';
import type { Location } from '../ir';
import type { Diagnostic } from './diagnostic';

/** Text of a source file by the path that locations carry. */
export type SourceText = (file: string) => string | undefined;

export function formatDiagnostics(
  list: readonly Diagnostic[],
  textOf: SourceText,
  colour = pc.isColorSupported && isatty(process.stderr.fd),
  level: 'error' | 'note' = 'error',
): string {
  const paint = pc.createColors(colour);
  const place = (at: Location): string =>
    `${paint.cyan(at.file)}:${paint.yellow(String(at.line))}:${paint.yellow(String(at.column))}`;

  const frame = (at: Location, indent: string, squiggle: (text: string) => string): string => {
    const line = textOf(at.file)?.split(/\r?\n/)[at.line - 1];
    if (line === undefined) return '';
    const number = String(at.line);
    const last = at.endLine === at.line ? at.endColumn : line.length + 1;
    const width = Math.max(1, last - at.column);
    const before = line.slice(0, at.column - 1).replace(/[^\t]/g, ' ');
    return `\n${indent}${paint.inverse(number)} ${line}\n${indent}${paint.inverse(' '.repeat(number.length))} ${before}${squiggle('~'.repeat(width))}`;
  };

  return list
    .map((d) => {
      const head = `${place(d.at)} - ${level === 'error' ? paint.red(level) : paint.blue(level)} ${paint.dim(d.code)}: ${d.message}\n${frame(d.at, '', level === 'error' ? paint.red : paint.blue)}`;
      const related = d.related.map((r) => `\n\n  ${place(r.at)}\n    ${r.message}${frame(r.at, '    ', paint.cyan)}`);
      return `${head}${related.join('')}\n`;
    })
    .join('\n');
}

/** The same for programs: one array, positions spelt out. */
export function diagnosticsToJson(list: readonly Diagnostic[]): string {
  const plain = (at: Location): Location => ({
    file: at.file,
    line: at.line,
    column: at.column,
    endLine: at.endLine,
    endColumn: at.endColumn,
  });
  const items = list.map((d) => ({
    code: d.code,
    message: d.message,
    at: plain(d.at),
    related: d.related.map((r) => ({ at: plain(r.at), message: r.message })),
  }));
  return `${JSON.stringify(items, null, 2)}\n`;
}
