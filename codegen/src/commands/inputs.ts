// SPDX-License-Identifier: Apache-2.0
/** Options that emit and check share, and the printing of diagnostics. */
import { compile, type Compiled } from '../compile';
import { diagnosticsToJson, formatDiagnostics } from '../diagnostics';
import { parseHeaderRequest } from '../types';

export interface InputOptions {
  readonly project: readonly string[];
  readonly hal: readonly string[];
  readonly header: readonly string[];
  readonly json?: boolean;
}

export function compileInputs(options: InputOptions): Compiled {
  return compile({ projects: options.project, halDirs: options.hal, headers: options.header.map(parseHeaderRequest) });
}

/** Returns how many there are. */
export function printDiagnostics(compiled: Compiled, json: boolean): number {
  const list = compiled.diagnostics.sorted();
  if (json) process.stdout.write(diagnosticsToJson(list));
  else if (list.length > 0) {
    process.stderr.write(`${formatDiagnostics(list, compiled.sources.textOf)}\n`);
    const files = new Set(list.map((d) => d.at.file)).size;
    process.stderr.write(
      `Found ${list.length} error${list.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}.\n`,
    );
  }
  return list.length;
}
