// SPDX-License-Identifier: Apache-2.0
// The command `board`: what can be done with a board, in QEMU or on hardware.

import * as path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { addDecode } from '../fault/command';
import { addSize } from '../size/command';
import { createCommand, endWith, UserError } from '../support/main';
import { writeOutputs } from '../support/output-files';
import { isWorkingTree, repositoryRoot, userPath } from '../support/paths';
import { commandLine } from '../support/tools';
import { type Board, boardNames, loadBoard } from './board';
import { buildBoard } from './build';
import { attachCommand, debugImage, gdbArguments } from './debug';
import { MAX_PARAMETERS, type MemoryWord } from './parameters';
import { checkOpenocdConfig, FLASH_TOOLS, flashCommand, type FlashTool, flashToolFor, runProbeTool } from './probe';
import { freePort } from './process';
import { defaultBuildDirectory, imageFile, runImage } from './run-image';
import { vscodeFiles } from './vscode';

const HELP_OF_PACKAGE = `
An application's own image is built, run, flashed, debugged and measured by 'fuse build', 'run', 'flash', 'debug' and 'size'.

Examples:
  fuse board list
  fuse board decode stm32f405 console.log

Exit codes: 0 printed; 1 no report that can be decoded; 2 wrong command line, or a tool that is missing.`;

const HELP = `
Examples:
  fuse board list
  fuse board run mps2-an386 --image selftest
  fuse board run stm32f405 --image selftest --parameter 7
  fuse board flash stm32f405 --dry-run
  fuse board debug mps2-an386
  fuse board size stm32f405
  fuse board decode stm32f405 console.log

Exit codes: of 'run', the number that the image ended with; 1 the image did not end, or the build failed;
2 wrong command line, or a tool that is missing.`;

/** What the commands that need a build have in common. */
interface BuildOptions {
  readonly image: string;
  readonly build: boolean;
  readonly buildDir?: string;
}

/** The command; its actions end with the exit code, or throw for what stops them altogether. */
export function createBoardCommand(): Command {
  const isTree = isWorkingTree();
  const command = createCommand('board')
    .description(
      isTree
        ? 'builds, runs, flashes and debugs images of the boards in boards/'
        : 'lists the boards, and decodes what an image says of a fault',
    )
    .addHelpText('after', isTree ? HELP : HELP_OF_PACKAGE);
  command
    .command('list')
    .description('the boards')
    .action(() => list());
  if (isTree) addImageCommands(command);
  addDecode(command);
  return command;
}

/** For the images of tests and demos, which the npm package has not. */
function addImageCommands(command: Command): void {
  command
    .command('build <board> [image...]')
    .description('builds some images of a board; all when none is named')
    .option('--debug', 'for a debugger: the preset <board>-debug', false)
    .action((board: string, images: string[], { debug }: { debug: boolean }) => {
      buildBoard(loadBoard(board), { debug, targets: images });
    });
  command
    .command('vscode')
    .description('writes .vscode/launch.json and tasks.json from what the boards say')
    .action(() => {
      const files = Object.entries(vscodeFiles()).map(([file, content]) => ({
        path: path.join(repositoryRoot(), file),
        content,
      }));
      const { written, unchanged } = writeOutputs(files);
      process.stdout.write(`.vscode: ${written.length} written, ${unchanged.length} unchanged\n`);
    });
  addRun(command, endWith);
  addFlash(command);
  addDebug(command, endWith);
  addSize(command, endWith);
}

interface RunCommandOptions extends BuildOptions {
  readonly gdb: boolean;
  readonly timeout: number;
  readonly seed?: number;
  readonly parameter: readonly number[];
  readonly word: readonly MemoryWord[];
}

function addRun(command: Command, end: (code: number) => void): void {
  withBuild(command.command('run <board>'))
    .description('runs an image in QEMU, or as a program where the board is this machine')
    .option('--timeout <s>', 'seconds after which a run has failed', parseSeconds, 120)
    .option('--parameter <n>', 'a number that board_parameter() gives; up to four', collect(parseWord), [])
    .option('--seed <n>', 'the same as the first --parameter', parseWord)
    .option('--word <where=n>', 'write n to an address or a variable before the start', collect(parseMemoryWord), [])
    .option('--gdb', 'wait for gdb before the first instruction; no timeout then', false)
    .action(async (name: string, options: RunCommandOptions) => end(await run(name, options)));
}

async function run(name: string, options: RunCommandOptions): Promise<number> {
  const board = loadBoard(name);
  const parameters = options.seed === undefined ? options.parameter : [options.seed, ...options.parameter.slice(1)];
  if (options.seed !== undefined && options.parameter.length > 0) {
    throw new UserError('--seed and --parameter exclude each other: the seed is the first parameter');
  }
  if (parameters.length > MAX_PARAMETERS) throw new UserError(`more than ${MAX_PARAMETERS} parameters`);
  if (options.gdb && board.processor === 'host') {
    throw new UserError(
      `${name} is a program of this machine: npm run board -- debug ${name} --image ${options.image}`,
    );
  }
  const buildDirectory = prepare(board, options, false);
  const port = options.gdb ? await freePort() : undefined;
  if (port !== undefined) {
    const elf = imageFile(board, options.image, buildDirectory);
    process.stderr.write(`waiting for gdb: ${attachCommand(elf, port)}\n`);
  }
  return runImage(board, options.image, {
    buildDirectory,
    parameters,
    words: options.word,
    timeoutMs: port === undefined ? options.timeout * 1000 : Infinity,
    extraArguments: port === undefined ? [] : gdbArguments(port),
    onLine: (line) => process.stdout.write(`${line}\n`),
    onCommand: (line) => process.stderr.write(`${line}\n`),
  });
}

/** Where the image is, after it was built unless the user did not want that. */
function prepare(board: Board, { image, build, buildDir }: BuildOptions, debug: boolean): string {
  const directory = buildDir === undefined ? defaultBuildDirectory(board, debug) : userPath(buildDir, 'board');
  if (build) buildBoard(board, { directory, debug, targets: [image] });
  return directory;
}

interface FlashOptions extends BuildOptions {
  readonly tool?: FlashTool;
  readonly dryRun: boolean;
}

function addFlash(command: Command): void {
  withBuild(command.command('flash <board>'))
    .description('writes an image to the board through its debug probe')
    .addOption(
      new Option('--tool <name>', "the programmer (default: the first in the board's board.json)").choices(FLASH_TOOLS),
    )
    .option('--dry-run', 'print the command line, have OpenOCD read its configuration, and touch no hardware', false)
    .action(async (name: string, options: FlashOptions) => {
      const board = loadBoard(name);
      const tool = flashToolFor(board, options.tool);
      const directory = options.dryRun
        ? (options.buildDir ?? defaultBuildDirectory(board))
        : prepare(board, options, false);
      const elf = options.dryRun
        ? path.join(directory, 'images', `${options.image}.elf`)
        : imageFile(board, options.image, directory);
      const { program, args } = flashCommand(board, tool, elf);
      process.stdout.write(`${commandLine(program, args)}\n`);
      if (options.dryRun && tool === 'openocd') checkOpenocdConfig(board);
      if (!options.dryRun) await runProbeTool(program, args);
    });
}

function addDebug(command: Command, end: (code: number) => void): void {
  withBuild(command.command('debug <board>'))
    .description('starts gdb on an image built for it, stopped at main')
    .option('--hardware', 'on the board itself, through OpenOCD, instead of QEMU', false)
    .action(async (name: string, options: BuildOptions & { hardware: boolean }) => {
      const board = loadBoard(name);
      const directory = prepare(board, options, true);
      end(await debugImage(board, imageFile(board, options.image, directory), options.hardware));
    });
}

function withBuild(command: Command): Command {
  return command
    .option('--image <name>', 'the image', 'selftest')
    .option('--build-dir <dir>', 'where it is built (default: the directory of the preset)')
    .option('--no-build', 'take it as it was built before');
}

function list(): void {
  for (const name of boardNames()) {
    const { processor, description } = loadBoard(name);
    process.stdout.write(`${name.padEnd(14)} ${processor.padEnd(10)} ${description}\n`);
  }
}

function collect<T>(parse: (text: string) => T): (text: string, earlier: readonly T[]) => T[] {
  return (text, earlier) => [...earlier, parse(text)];
}

function parseWord(text: string): number {
  const value = Number(text);
  if (!/^(\d+|0[xX][0-9a-fA-F]+)$/.test(text) || value > 0xffffffff) {
    throw new InvalidArgumentError('Give a number from 0 to 0xffffffff.');
  }
  return value;
}

function parseMemoryWord(text: string): MemoryWord {
  const [, where, value] = /^([\w.$]+)=(.*)$/.exec(text) ?? [];
  if (where === undefined || value === undefined) {
    throw new InvalidArgumentError('Give an address or a variable, = and a number.');
  }
  return { where: /^\d/.test(where) ? parseWord(where) : where, value: parseWord(value) };
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > 86400) {
    throw new InvalidArgumentError('Give seconds, more than 0 and at most 86400.');
  }
  return seconds;
}
