// SPDX-License-Identifier: Apache-2.0
// `fuse flash`: builds an application and writes its image to a board.

import { type Command, Option } from 'commander';
import {
  checkOpenocdConfig,
  FLASH_TOOLS,
  flashCommand,
  type FlashTool,
  flashToolFor,
  runProbeTool,
} from '../boards/probe';
import { findApplication } from '../project/application';
import { buildApplication, findBuild } from '../project/build';
import { findTarget, LINUX, SIMULATOR, type Target, targetNames } from '../project/target';
import { UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { commandLine } from '../support/tools';

const HELP = `
Example:
  fuse flash --target stm32f405 --dry-run

Exit codes: 0 written; 1 the build or the programmer failed; 2 wrong command line, or a tool that is missing.`;

interface Options {
  readonly target: string;
  readonly tool?: string;
  readonly dryRun: boolean;
  readonly build: boolean;
}

export function addFlash(program: Command): void {
  program
    .command('flash [application]')
    .description("writes the application's image to a board through its debug probe")
    .addOption(boardOption())
    .option('--tool <name>', `the programmer: ${FLASH_TOOLS.join(' or ')} (default: the first that the board knows)`)
    .option('--dry-run', 'build it, print the command line, and touch no hardware', false)
    .option('--no-build', 'take it as it was built before')
    .addHelpText('after', HELP)
    .action(async (application: string | undefined, options: Options) => {
      const target = findTarget(options.target);
      checkHardware(target);
      const tool = flashToolFor(target.board, toolNamed(options.tool));
      const app = findApplication(application ?? '.');
      const { image } = options.build ? buildApplication(app, target) : findBuild(app, target);
      const { program: programmer, args } = flashCommand(target.board, tool, image);
      process.stdout.write(`${commandLine(programmer, args)}\n`);
      if (!options.dryRun) await runProbeTool(programmer, args);
      else if (tool === 'openocd') checkOpenocdConfig(target.board);
    });
}

/** Nobody wants to flash what they did not name. */
function boardOption(): Option {
  const boards = targetNames().filter((name) => name !== LINUX && name !== SIMULATOR);
  return new Option('--target <name>', `one of: ${boards.join(', ')}`).makeOptionMandatory();
}

function checkHardware({ name, board }: Target): void {
  if (board.processor !== 'host') return;
  throw new UserError(
    `${name} is a program of this machine: there is nothing to flash; use \`fuse run --target ${name}\``,
  );
}

function toolNamed(name: string | undefined): FlashTool | undefined {
  const tool = FLASH_TOOLS.find((known) => known === name);
  if (name !== undefined && tool === undefined) {
    throw new UserError(`unknown programmer '${name}'${suggestion(name, FLASH_TOOLS)}`);
  }
  return tool;
}
