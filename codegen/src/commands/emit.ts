// SPDX-License-Identifier: Apache-2.0
/** `emit`: compiles and writes C, headers, tables and reports; nothing is written when there is any error. */
import { InternalFailure, stage, type Compiled } from '../compile';
import { emit, type OutputFile } from '../outputs';
import { UsageError } from '../load';
import { emitNode } from './emit-node';
import { compileInputs, type InputOptions } from './inputs';
import { formatOf, printDiagnostics, residualNotes } from './report';
import { residualChecks, reportUnproved } from './residual';
import { writeOutputs } from './write';

export interface EmitCommandOptions extends InputOptions {
  readonly out: string;
  readonly line: boolean;
  readonly checks: boolean;
  readonly sourceRoot?: string;
  readonly target: string;
  readonly name: string;
  readonly checkProofs: boolean;
}

export function emitCommand(options: EmitCommandOptions): number {
  const start = performance.now();
  return emitWith(options, compileInputs(options), start);
}

/** `start`: when the compilation began. */
export function emitWith(options: EmitCommandOptions, compiled: Compiled, start: number): number {
  const { program } = compiled;
  if (program === null) {
    if (printDiagnostics(compiled, options) === 0) throw new InternalFailure('analyse', 'no program and no diagnostic');
    return 1;
  }
  if (options.target === 'node') return emitNode(compiled, program, options);
  const outputs: OutputFile[] = stage('emit', () =>
    emit(program, { lineDirectives: options.line, sourceRoot: rootPrefix(options.sourceRoot) }),
  );
  const residual = residualChecks(outputs);
  if (!options.checks && residual.checks.length > 0) {
    reportUnproved(residual.checks, compiled.diagnostics);
    printDiagnostics(compiled, options);
    return 1;
  }
  const result = writeOutputs(options.out, outputs);
  printDiagnostics(compiled, options, residualNotes(outputs, options));
  if (formatOf(options) !== 'text') return 0;
  const lines = outputs.reduce((sum, file) => sum + count(file.text), 0);
  process.stdout.write(
    `${compiled.sources.units.length} files -> ${outputs.length} files (${result.written} written, ${result.removed} removed), ${lines} lines; ` +
      `checks: ${residual.totals.proved} proved, ${residual.totals.checked} at run time, ${residual.totals.trusted} trusted places; ` +
      `${Math.round(performance.now() - start)} ms\n`,
  );
  return 0;
}

function rootPrefix(root: string | undefined): string {
  if (root === undefined || root === '') return '';
  if (/["\\\n]/.test(root)) throw new UsageError(`--source-root ${root}: quotes and backslashes cannot stand in #line`);
  return root.endsWith('/') ? root : `${root}/`;
}

function count(text: string): number {
  return text.split('\n').length - 1;
}
