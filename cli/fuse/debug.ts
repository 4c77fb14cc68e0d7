// SPDX-License-Identifier: Apache-2.0
// `fuse debug`: builds an application for a debugger and starts gdb on it.

import type { Command } from 'commander';
import { debugImage, requireDebugger } from '../boards/debug';
import { findApplication } from '../project/application';
import { buildApplication, findBuild } from '../project/build';
import { findTarget } from '../project/target';
import { endWith, UserError } from '../support/main';
import { targetOption } from './target-option';

const HELP = `
The build for a debugger is one of its own, in build/<target>/cmake-debug. gdb stops at main, and takes lines of the
runtime (break scheduler.ts:LINE); its command ts prints what TypeScript calls it (ts modules[0].state). Modules have no lines.

Example:
  fuse debug --target mps2-an386

Exit codes: that of gdb; 1 the build failed; 2 wrong command line, or a tool that is missing.`;

interface Options {
  readonly target: string;
  readonly hardware: boolean;
  readonly build: boolean;
}

export function addDebug(program: Command): void {
  program
    .command('debug [application]')
    .description('starts gdb on the application: on this machine, in QEMU, or on the board itself')
    .addOption(targetOption())
    .option('--hardware', 'on the board itself, through OpenOCD, instead of QEMU', false)
    .option('--no-build', 'take it as it was built before')
    .addHelpText('after', HELP)
    .action(async (application: string | undefined, { target: name, hardware, build }: Options) => {
      const target = findTarget(name);
      if (hardware && target.board.processor === 'host') {
        throw new UserError(`${name} is a program of this machine: leave out --hardware`);
      }
      const app = findApplication(application ?? '.');
      requireDebugger(target.board, hardware);
      const { image } = (build ? buildApplication : findBuild)(app, target, { debug: true });
      endWith(await debugImage(target.board, image, hardware));
    });
}
