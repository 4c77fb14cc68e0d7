// SPDX-License-Identifier: Apache-2.0
/** `emit --target node`: writes a program as a JavaScript module, its source map, its declarations and the library they need. */
import * as path from 'node:path';
import { type Compiled, stage } from '../compile';
import type { Program } from '../ir';
import { emitJs } from '../js';
import { supportFiles } from '../js/support';
import { UsageError } from '../load';
import { formatOf, printDiagnostics, type ReportOptions } from './report';
import { writeOutputs } from './write';

export interface EmitNodeOptions extends ReportOptions {
  readonly out: string;
  readonly name: string;
  readonly checkProofs: boolean;
  readonly sourceRoot?: string;
}

export function emitNode(compiled: Compiled, program: Program, options: EmitNodeOptions): number {
  if (!/^[A-Za-z_][\w.-]*$/.test(options.name))
    throw new UsageError(`--name ${options.name}: the name of the files begins with a letter and has no slash`);
  // Relative to the map, which is where debuggers begin.
  const toRoot = path
    .relative(path.resolve(options.out), path.resolve(options.sourceRoot ?? '.'))
    .split(path.sep)
    .join('/');
  const bundle = stage('emit', () =>
    emitJs(program, {
      name: options.name,
      checkProofs: options.checkProofs,
      sourceRoot: toRoot === '' ? '' : `${toRoot}/`,
      textOf: compiled.sources.textOf,
    }),
  );
  const result = writeOutputs(options.out, [...bundle, ...supportFiles()]);
  printDiagnostics(compiled, options);
  if (formatOf(options) !== 'text') return 0;
  process.stdout.write(
    `${compiled.sources.units.length} files -> ${path.join(options.out, `${options.name}.js`)} ` +
      `(${result.written} files written, ${result.removed} removed)\n`,
  );
  return 0;
}
