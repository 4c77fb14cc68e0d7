// SPDX-License-Identifier: Apache-2.0
/** `check`: compiles and writes nothing. */
import { stage } from '../compile';
import { emit } from '../outputs';
import { compileInputs, type InputOptions } from './inputs';
import { formatOf, printDiagnostics, residualNotes } from './report';

export function check(options: InputOptions): number {
  const start = performance.now();
  const compiled = compileInputs(options);
  const { program } = compiled;
  // What stays to be checked is known when the C is.
  const outputs =
    program === null || options.residual !== true
      ? []
      : stage('emit', () => emit(program, { lineDirectives: false, sourceRoot: '' }));
  const notes = outputs.length === 0 ? [] : residualNotes(outputs, options);
  if (printDiagnostics(compiled, options, notes) > 0) return 1;
  if (formatOf(options) === 'text') {
    const files = compiled.sources.units.length;
    process.stdout.write(`${files} files checked, no errors, ${Math.round(performance.now() - start)} ms\n`);
  }
  return 0;
}
