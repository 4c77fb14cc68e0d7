// SPDX-License-Identifier: Apache-2.0
/** How diagnostics leave the compiler: as text for people on standard error, as JSON or SARIF for programs on standard output. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Compiled } from '../compile';
import { type Diagnostic, Diagnostics, diagnosticsToJson, diagnosticsToSarif, formatDiagnostics } from '../diagnostics';
import { libraryPath } from '../load/library';
import type { OutputFile } from '../outputs';
import { explanation } from './explain';
import { residualChecks, reportUnproved } from './residual';

export const formats = ['text', 'json', 'sarif'] as const;
type Format = (typeof formats)[number];

export interface ReportOptions {
  readonly format?: Format;
  /** The older way to write `--format json`. */
  readonly json?: boolean;
  /** Notes for the checks that stay in the program. */
  readonly residual?: boolean;
}

export function formatOf(options: ReportOptions): Format {
  return options.json === true ? 'json' : (options.format ?? 'text');
}

/** Returns how many errors there are. */
export function printDiagnostics(
  compiled: Compiled,
  options: ReportOptions,
  notes: readonly Diagnostic[] = [],
): number {
  const list = compiled.diagnostics.sorted();
  switch (formatOf(options)) {
    case 'json':
      process.stdout.write(diagnosticsToJson([...list, ...notes]));
      break;
    case 'sarif':
      process.stdout.write(diagnosticsToSarif(list, notes, sarifOptions()));
      break;
    case 'text':
      printText(compiled, list, notes);
  }
  return list.length;
}

function printText(compiled: Compiled, list: readonly Diagnostic[], notes: readonly Diagnostic[]): void {
  const { textOf } = compiled.sources;
  if (notes.length > 0) process.stderr.write(`${formatDiagnostics(notes, textOf, undefined, 'note')}\n`);
  if (list.length === 0) return;
  process.stderr.write(`${formatDiagnostics(list, textOf)}\n`);
  const files = new Set(list.map((d) => d.at.file)).size;
  process.stderr.write(
    `Found ${list.length} error${list.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}.\n`,
  );
}

/** A note for each check that the outputs keep, if they are asked for. */
export function residualNotes(outputs: readonly OutputFile[], options: ReportOptions): readonly Diagnostic[] {
  if (options.residual !== true) return [];
  const notes = new Diagnostics();
  reportUnproved(residualChecks(outputs).checks, notes);
  return notes.sorted();
}

function sarifOptions(): Parameters<typeof diagnosticsToSarif>[2] {
  const root = path.resolve(path.dirname(libraryPath()), '../..');
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const page = path.join(root, 'docs', 'diagnostics.md');
  return {
    version,
    root: process.cwd(),
    helpOf: (code) => ({ text: explanation(code) }),
    pageOf: (code) => (fs.existsSync(page) ? `${pathToFileURL(page).href}#${code.toLowerCase()}` : undefined),
  };
}
