// SPDX-License-Identifier: Apache-2.0
// `fuse doctor`: what is installed, what is missing, and the command that installs it.

import type { Command } from 'commander';
import { examine, installCommand } from '../doctor/examine';
import { thisMachine } from '../doctor/machine';
import { formatFindings } from '../doctor/print';
import { readRequirements } from '../doctor/requirements';
import { endWith, ExitCode } from '../support/main';
import { repositoryRoot } from '../support/paths';
import { colorsFor } from '../support/terminal';

const HELP = `
Example:
  fuse doctor

Exit codes: 0 nothing is missing; 1 something is, and what to do is printed.`;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('says which tools are installed, which are missing, and the command that installs them')
    .option('--json', 'print it as JSON', false)
    .addHelpText('after', HELP)
    .action(({ json }: { json: boolean }) => {
      const root = repositoryRoot();
      const packages = readRequirements(root);
      const findings = examine(thisMachine, root, packages);
      const install = installCommand(findings, packages);
      const text = json
        ? `${JSON.stringify({ findings, install: install ?? null }, null, 2)}\n`
        : formatFindings(findings, install, colorsFor(process.stdout));
      process.stdout.write(text);
      if (findings.some(({ state }) => state === 'missing' || state === 'too old')) endWith(ExitCode.InputErrors);
    });
}
