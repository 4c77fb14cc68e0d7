// SPDX-License-Identifier: Apache-2.0
// The command `demo`: builds the demos, shows pictures to one of them, checks and prints what came of it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { type Command, Option } from 'commander';
import { createCommand, endWith, ExitCode, messageOf, UserError } from '../support/main';
import { userPath } from '../support/paths';
import { colorsFor, printable } from '../support/terminal';
import { APPLICATIONS, type Application, FRAME_SIZE } from './applications';
import type { FrameSize } from './frame';
import type { ApplicationLine } from './lines';
import { parseFrames, parseFrameSize, parsePeriod } from './options';
import { ownPictures, type Picture, picturesOf } from './pictures';
import { LINUX, type Platform, platformOf } from './platforms';
import { formatFrames, formatLog, formatNotes, formatVerdict } from './print';
import { Session } from './session';

const HELP = `
Examples:
  fuse demo                                  the pipeline over the demo's own pictures
  fuse demo --hostile --verbose              beside a module that never ends its step, with the log
  fuse demo --board stm32f405                as the firmware of a board, in QEMU, with its console
  fuse demo --pictures ~/photos              over your own pictures
  fuse demo --app camera_compress            one module that is stepped at an interval

Exit codes: 0 everything was right; 1 the run showed a fault, or the build failed; 2 wrong command line, or a picture that cannot be read.`;

interface Options {
  readonly board: string;
  readonly app: Application;
  readonly hostile: boolean;
  readonly frame?: FrameSize;
  readonly pictures?: string;
  readonly out?: string;
  readonly frames?: number;
  readonly period: number;
  readonly logicalTime: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  readonly build: boolean;
}

type Given = Omit<Options, 'hostile'> & { readonly hostile?: boolean };

/** The command; its action ends with the exit code, or throws for what stops it altogether. */
export function createDemoCommand(): Command {
  const command = createCommand('demo')
    .description('runs a demo application over real pictures and checks every byte that comes out')
    .usage('[options]')
    .option('--board <name>', `a board of boards/, or ${LINUX}`, LINUX)
    .addOption(new Option('--app <name>', 'the application').choices(APPLICATIONS).default(APPLICATIONS[0]))
    .option('--hostile', 'add a module that never ends its step, and see it stopped (default on a board)')
    .option('--no-hostile', 'only modules that behave')
    .option('--frame <size>', 'size of a frame (default: 320x240; on boards 64x48, always)', parseFrameSize)
    .option('--pictures <dir>', 'pictures of your own: PNG, JPEG, WebP, TIFF, PGM')
    .option('--out <dir>', 'where the compressed files go (default: out/ in the build directory)')
    .option('--frames <n>', 'frames that the camera shows (default: each picture once)', parseFrames)
    .option('--period <ms>', 'time from one frame of the camera to the next', parsePeriod, 100)
    .option('--logical-time', 'time passes only while the application sleeps: the same run on every platform', false)
    .option('--verbose', 'show the log of runtime and modules; of a board, the bytes that come down too', false)
    .option('--json', 'print the result as JSON', false)
    .option('--no-build', 'use the demos as they were built before')
    .addHelpText('after', HELP)
    .action(async (given: Given) => endWith(await demonstrate(checkOptions(command, given))));
  return command;
}

/** Ends the command where options do not go together. */
function checkOptions(command: Command, given: Given): Options {
  const isBoard = given.board !== LINUX;
  const isPipeline = given.app === 'camera_filter_compress';
  if (given.hostile === true && !isPipeline) {
    command.error('error: --hostile needs the pipeline: --app camera_filter_compress');
  }
  if (given.json && given.verbose) command.error('error: --json and --verbose exclude each other');
  if (isBoard && given.frame !== undefined) {
    command.error('error: --frame is for Linux: the memory of the boards is laid out for 64x48');
  }
  if (isBoard && given.pictures !== undefined && !given.build) {
    command.error("error: a board's pictures are part of its image: leave out --no-build, or --pictures");
  }
  return { ...given, hostile: given.hostile ?? (isBoard && isPipeline) };
}

async function demonstrate(options: Options): Promise<number> {
  const platform = platformOf(options.board, options.frame ?? FRAME_SIZE);
  const folder = options.pictures === undefined ? undefined : demoPath(options.pictures);
  const pictures = folder === undefined ? undefined : await picturesOf(folder, platform.frame);
  const { app: application, hostile } = options;
  if (options.build) platform.build({ application, hostile }, folder);

  const out = options.out === undefined ? path.resolve(platform.out) : demoPath(options.out);
  prepareFolder(out);
  const shown = pictures ?? (await ownPictures(platform.frame, path.join(out, 'pictures')));
  const session = await show(options, platform, out, shown);
  session.finish(options.hostile);
  print(options, session, path.relative('.', out) || '.');
  return session.faults.length === 0 ? ExitCode.Success : ExitCode.InputErrors;
}

/** A path of the command line: npm may have been called in another folder. */
function demoPath(file: string): string {
  return userPath(file, process.env['npm_lifecycle_event'] === 'start' ? 'start' : 'demo');
}

/** Makes the folder and removes the frames of an earlier run. */
function prepareFolder(out: string): void {
  try {
    fs.mkdirSync(out, { recursive: true });
    for (const name of fs.readdirSync(out)) {
      if (/^frame-\d{4,}\.rle$/.test(name)) fs.unlinkSync(path.join(out, name));
    }
    fs.accessSync(out, fs.constants.W_OK);
  } catch (error) {
    throw new UserError(`cannot write into ${out}: ${messageOf(error)}`);
  }
}

async function show(options: Options, platform: Platform, out: string, pictures: readonly Picture[]): Promise<Session> {
  const frames = options.frames ?? pictures.length;
  const isBoard = platform.name !== LINUX;
  const colors = colorsFor(process.stdout);
  const session = new Session(pictures, out);
  const bar =
    process.stderr.isTTY && !isBoard && !options.verbose && !options.json
      ? new SingleBar({ format: '{bar} {value}/{total} frames', clearOnComplete: true }, Presets.shades_classic)
      : undefined;
  let startUs: number | undefined;
  const onLine = (line: ApplicationLine): void => {
    session.take(line);
    if (line.type === 'frame') bar?.update(line.frame + 1);
    if (line.type === 'log' && options.verbose && !isBoard) {
      startUs ??= line.time_us;
      process.stdout.write(`${formatLog(line, startUs, colors)}\n`);
    }
  };
  const onConsole = (line: string): void => {
    if (!options.json && (options.verbose || !line.startsWith('down '))) {
      process.stdout.write(`${colors.dim(printable(line))}\n`);
    }
  };
  bar?.start(frames, 0);
  try {
    const { app: application, hostile, logicalTime } = options;
    const periodUs = Math.round(options.period * 1000);
    await platform.run({ application, hostile, logicalTime, out, frames, periodUs, pictures, onLine, onConsole });
  } finally {
    bar?.stop();
  }
  return session;
}

function print(options: Options, session: Session, out: string): void {
  if (options.json) {
    const { start, end, frames, stopped, faults } = session;
    const result = {
      application: start?.application,
      frames,
      missed: end?.missed,
      stopped,
      modules: end?.modules,
      faults,
    };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const colors = colorsFor(process.stdout);
  const notes = formatNotes(session, colors);
  process.stdout.write(
    `${[formatFrames(session, colors), ...notes, formatVerdict(session, out, colors)].join('\n')}\n`,
  );
}
