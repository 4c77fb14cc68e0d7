// SPDX-License-Identifier: Apache-2.0
/** `check`: compiles and writes nothing. */
import { compileInputs, printDiagnostics, type InputOptions } from './inputs';

export function check(options: InputOptions): number {
  const start = performance.now();
  const compiled = compileInputs(options);
  if (printDiagnostics(compiled, options.json === true) > 0) return 1;
  if (options.json !== true) {
    const files = compiled.sources.units.length;
    process.stdout.write(`${files} files checked, no errors, ${Math.round(performance.now() - start)} ms\n`);
  }
  return 0;
}
