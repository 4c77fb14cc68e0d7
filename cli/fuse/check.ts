// SPDX-License-Identifier: Apache-2.0
// `fuse check`: the configuration of an application, and each built module against its policy.

import type { Command } from 'commander';
import { loadNatives } from '../config/natives';
import { findApplication } from '../project/application';
import { type ApplicationCheck, checkApplication } from '../project/check';
import { builtNatives } from '../project/runtime-build';
import { count, formatDiagnostics } from '../support/diagnostics';
import { endWith, ExitCode } from '../support/main';
import { colorsFor } from '../support/terminal';

const HELP = `
An import without its capability, memory beyond the cap and whatever the runtime would refuse are errors; a capability that no
import needs is a warning. What counts is the newest .wasm or .aot of each module.

Example:
  fuse check --werror

Exit codes: 0 no errors; 1 errors, each was printed; 2 no application there, or a file that cannot be read.`;

interface Options {
  readonly buildDir?: string;
  readonly natives?: string;
  readonly werror: boolean;
  readonly json: boolean;
}

export function addCheck(program: Command): void {
  program
    .command('check [application]')
    .description('holds app_config.json against its rules, and each built module against its policy')
    .option('--build-dir <folder>', 'where the built modules are (default: the folders in build/)')
    .option('--natives <file>', 'fuse_natives.json of the compiler (default: that of the last build)')
    .option('--werror', 'treat warnings as errors', false)
    .option('--json', 'print it as JSON', false)
    .addHelpText('after', HELP)
    .action((application: string | undefined, { buildDir, natives, werror, json }: Options) => {
      const found = findApplication(application ?? '.');
      const result = checkApplication(found, {
        natives: loadNatives(natives ?? builtNatives()),
        buildFolder: buildDir,
      });
      if (json) process.stdout.write(`${JSON.stringify(jsonOf(result), null, 2)}\n`);
      else print(result);
      const errors = count(result.diagnostics, 'error');
      if (errors > 0 || (werror && result.diagnostics.length > 0)) endWith(ExitCode.InputErrors);
    });
}

function print({ source, diagnostics, modules }: ApplicationCheck): void {
  process.stderr.write(formatDiagnostics(source, diagnostics, colorsFor(process.stderr)));
  const [errors, warnings] = [count(diagnostics, 'error'), count(diagnostics, 'warning')];
  const looked = modules.filter(({ file }) => file !== null).length;
  const counts = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  process.stdout.write(`${source.name}: ${counts}; ${looked} of ${plural(modules.length, 'module')} looked into\n`);
}

function jsonOf({ source, diagnostics, modules }: ApplicationCheck): object {
  return {
    file: source.name,
    errors: count(diagnostics, 'error'),
    warnings: count(diagnostics, 'warning'),
    modules,
    diagnostics: diagnostics.map(({ severity, offset, field, message }) => ({
      severity,
      ...source.position(offset),
      field,
      message,
    })),
  };
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
