// SPDX-License-Identifier: Apache-2.0
// `fuse report`: the policy of an application as one page to read and to sign.

import * as path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { loadNatives } from '../config/natives';
import { BUILD_FOLDER, findApplication } from '../project/application';
import { targetNames } from '../project/target';
import { builtNatives } from '../project/runtime-build';
import { loadReportInput } from '../report/load';
import { reportJson } from '../report/model';
import { plural } from '../report/rights';
import { count, formatDiagnostics } from '../support/diagnostics';
import { endWith, ExitCode } from '../support/main';
import { writeOutputs } from '../support/output-files';
import { shortPath } from '../support/paths';
import { colorsFor } from '../support/terminal';

const PAGE = 'policy-report.html';

const HELP = `
One page without scripts, which needs no network and prints well: who may touch what, what each module's code really imports,
memory against pool and device, worst-case response times with their arithmetic, the events, a sentence for each right.
With --target, the modules in build/<target>/, and memory against that of the board. With --against, what the change grants and
takes away.

Example:
  fuse report --target stm32f405 --against app_config.old.json --out report.html

Exit codes: 0 written, no errors; 1 errors (with errors in a configuration itself, nothing is written; with errors that the
report finds, such as modules that may be late, the page shows them); 2 no application there, or a file that cannot be read or
written.`;

interface Options {
  readonly target?: string;
  readonly buildDir?: string;
  readonly stepOverhead?: number;
  readonly against?: string;
  readonly out?: string;
  readonly natives?: string;
  readonly werror: boolean;
  readonly json: boolean;
}

export function addReport(program: Command): void {
  program
    .command('report [application]')
    .description('makes one page of what an application may do, to read and to sign')
    .option('--target <name>', `one of: ${targetNames().join(', ')}`)
    .option('--build-dir <folder>', 'where the built modules are (default: what was built last in build/)')
    .option('--step-overhead <us>', 'counted with each step beyond its quota, as you measured it', parseOverhead)
    .option('--against <file>', 'an older app_config.json: what the change grants and takes away')
    .option('--out <file>', `the page (default: ${BUILD_FOLDER}/${PAGE} of the application)`)
    .option('--natives <file>', 'fuse_natives.json of the compiler (default: that of the last build)')
    .option('--werror', 'treat warnings as errors', false)
    .option('--json', 'print the data as JSON; the page is written only with --out', false)
    .addHelpText('after', HELP)
    .action(async (application: string | undefined, options: Options) => {
      const found = findApplication(application ?? '.');
      const input = loadReportInput(found, {
        natives: loadNatives(options.natives ?? builtNatives()),
        target: options.target,
        buildFolder: options.buildDir,
        stepOverheadUs: options.stepOverhead,
        against: options.against,
      });
      // Loaded here: the libraries behind the page would slow down every other command.
      const { buildReport } = await import('../report/build-report');
      const { report, diagnostics } = buildReport(input);
      const out = options.out ?? (options.json ? undefined : path.join(found.folder, BUILD_FOLDER, PAGE));
      if (out !== undefined) {
        const { renderPage } = await import('../report/page/page');
        writeOutputs([{ path: out, content: await renderPage(report) }]);
      }
      process.stderr.write(formatDiagnostics(input.source, diagnostics, colorsFor(process.stderr)));
      const [errors, warnings] = [count(diagnostics, 'error'), count(diagnostics, 'warning')];
      if (options.json) process.stdout.write(reportJson(report));
      else if (out !== undefined) {
        const counts = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
        process.stdout.write(`${shortPath(out)}: ${counts}; ${plural(report.modules.length, 'module')}\n`);
      }
      if (errors > 0 || (options.werror && warnings > 0)) endWith(ExitCode.InputErrors);
    });
}

const OVERHEAD_MAX_US = 1_000_000;

function parseOverhead(text: string): number {
  const us = Number(text);
  if (/^\d+$/.test(text) && us <= OVERHEAD_MAX_US) return us;
  throw new InvalidArgumentError(`Give microseconds, a whole number from 0 to ${OVERHEAD_MAX_US}.`);
}
