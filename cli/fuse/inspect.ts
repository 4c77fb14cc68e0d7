// SPDX-License-Identifier: Apache-2.0
// `fuse inspect`: what a module, an image or a policy is, and what it may or would need.

import type { Command } from 'commander';
import { loadNatives, loadNativesOf, type Natives } from '../config/natives';
import { faultsOf, inspectFile } from '../inspect/inspect';
import { formatReport } from '../inspect/print';
import { builtNatives } from '../project/runtime-build';
import { endWith, ExitCode } from '../support/main';
import { colorsFor } from '../support/terminal';

const HELP = `
Example:
  fuse inspect build/linux/blink.wasm

Exit codes: 0 the runtime would take it; 1 it would refuse it, for the faults printed; 2 a file that cannot be read.`;

export function addInspect(program: Command): void {
  program
    .command('inspect <file>')
    .description('says what a .wasm module, .aot image, policy binary or board image is, and the least policy for it')
    .option(
      '--natives <file>',
      'fuse_natives.json of the compiler (default: that of the image, of the newest build otherwise)',
    )
    .option('--json', 'print it as JSON', false)
    .addHelpText('after', HELP)
    .action((file: string, { natives, json }: { natives?: string; json: boolean }) => {
      const find = (hash: string | null): Natives =>
        natives === undefined ? loadNativesOf(hash, builtNatives()) : loadNatives(natives);
      const report = inspectFile(file, file, find);
      const text = json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report, colorsFor(process.stdout));
      process.stdout.write(text);
      if (faultsOf(report).length > 0) endWith(ExitCode.InputErrors);
    });
}
