// SPDX-License-Identifier: Apache-2.0
// `npm run board -- size`: what the images of a board take of flash, RAM and stack.

import { type Command, InvalidArgumentError } from 'commander';
import * as path from 'node:path';
import { type Board, loadBoard } from '../boards/board';
import { buildBoard } from '../boards/build';
import { defaultBuildDirectory, runImage } from '../boards/run-image';
import { ExitCode, UserError } from '../support/main';
import { repositoryRoot, userPath } from '../support/paths';
import { readBaseline, updateBaseline } from './baseline';
import { faultsOf } from './check';
import { printReport } from './print';
import { type ImageReport, jsonOf, reportImage } from './report';

/** The images whose sizes are agreed on. */
export const MEASURED_IMAGES = ['camera_compress', 'camera_filter_compress', 'selftest'] as const;
export const MEASURED_BOARDS = ['stm32f405', 'mps2-an386'] as const;

interface SizeOptions {
  readonly image: readonly string[];
  readonly build: boolean;
  readonly buildDir?: string;
  readonly json: boolean;
  readonly update: boolean;
  readonly symbols: number;
  readonly paths: boolean;
  readonly measure: boolean;
}

function parseCount(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Give a number up to 9999.');
  return Number(text);
}

/** Adds the subcommand; `end` gets its exit code. */
export function addSize(command: Command, end: (code: number) => void): void {
  command
    .command('size <board>')
    .description('flash, RAM and worst-case stack of images, by component, beside what was agreed on')
    .option(
      '--image <name>',
      'an image; may be repeated (default: those of the baseline)',
      (name, all: string[]) => [...all, name],
      [],
    )
    .option('--build-dir <dir>', 'where they are built (default: build-<board>)')
    .option('--no-build', 'take them as they were built before')
    .option('--json', 'everything as JSON', false)
    .option('--symbols <n>', 'the largest n symbols of each component', parseCount, 0)
    .option('--paths', 'the calls that lead to each worst case', false)
    .option('--measure', 'run each image, and show beside the worst case what it used', false)
    .option('--update', 'agree on these sizes: write test/size/baseline.json', false)
    .action(async (name: string, options: SizeOptions) => end(await size(loadBoard(name), options)));
}

async function size(board: Board, options: SizeOptions): Promise<number> {
  if (board.processor === 'host')
    throw new UserError(`${board.name} runs on this machine: its images have no size report`);
  const images = options.image.length === 0 ? MEASURED_IMAGES : options.image;
  const buildDirectory =
    options.buildDir === undefined ? defaultBuildDirectory(board) : userPath(options.buildDir, 'board');
  const directory = path.resolve(repositoryRoot(), buildDirectory);
  if (options.build) buildBoard(board, { directory: buildDirectory, targets: images });
  const reports = images.map((image) => reportImage(board.name, directory, image));
  if (options.update) process.stderr.write(`written: ${updateBaseline(reports)}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify(reports.map(jsonOf), null, 2)}\n`);
  else for (const report of reports) process.stdout.write(await printed(board, buildDirectory, report, options));
  const baseline = readBaseline();
  const measured: readonly string[] = MEASURED_IMAGES;
  const faults = reports
    .filter(({ image }) => baseline[board.name]?.[image] !== undefined || measured.includes(image))
    .flatMap((report) => faultsOf(report, baseline));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0 ? ExitCode.Success : ExitCode.InputErrors;
}

async function printed(
  board: Board,
  buildDirectory: string,
  report: ImageReport,
  options: SizeOptions,
): Promise<string> {
  const stackUnused = options.measure ? await measureStack(board, buildDirectory, report.image) : undefined;
  return printReport(report, { symbols: options.symbols, paths: options.paths, stackUnused });
}

/** Bytes of the runtime task's stack that an image never used, as it says at its end. */
async function measureStack(board: Board, buildDirectory: string, image: string): Promise<number | undefined> {
  let unused: number | undefined;
  await runImage(board, image, {
    buildDirectory,
    parameters: image === 'selftest' ? [] : [FRAMES],
    onLine: (line) => {
      const found = /stack never used: (\d+) bytes|\bstack_unused (\d+)/.exec(line);
      if (found !== null) unused = Number(found[1] ?? found[2]);
    },
  });
  return unused;
}

/** Frames after which a demo ends when it is measured. */
const FRAMES = 16;
