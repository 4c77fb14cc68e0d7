// SPDX-License-Identifier: Apache-2.0
// The command `demo`: builds the demos, shows pictures to one of them, checks and prints what came of it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { InvalidArgumentError, Option } from 'commander';
import { createCommand, ExitCode, messageOf, UserError } from '../support/main';
import { userPath } from '../support/paths';
import { colorsFor } from '../support/terminal';
import { APPLICATIONS, type Application, buildDemos, demoFolder, FRAME_SIZE, hostProgram } from './applications';
import { runHost } from './host';
import { ownPictures, type Picture, picturesOf } from './pictures';
import { formatFrames, formatLog, formatNotes, formatVerdict } from './print';
import { Session } from './session';

const HELP = `
Examples:
  npm start                                 the pipeline over the demo's own pictures
  npm run demo -- --hostile --verbose       beside a module that never ends its step, with the log
  npm run demo -- --pictures ~/photos       over your own pictures
  npm run demo -- --app camera_compress     one module that is stepped at an interval

Exit codes: 0 everything was right; 1 the run showed a fault, or the build failed; 2 wrong command line, or a picture that cannot be read.`;

/** More frames than a run of some hours has are a slip of the finger. */
const MAX_FRAMES = 100000;
const MAX_PERIOD_MS = 60000;

interface Options {
  readonly app: Application;
  readonly hostile: boolean;
  readonly pictures?: string;
  readonly out?: string;
  readonly frames?: number;
  readonly period: number;
  readonly verbose: boolean;
  readonly json: boolean;
  readonly build: boolean;
}

function parseOptions(args: readonly string[]): Options {
  const command = createCommand('demo')
    .description('Runs a demo application on the C runtime over real pictures, and checks every byte that comes out.')
    .usage('[options]')
    .addOption(new Option('--app <name>', 'the application').choices(APPLICATIONS).default(APPLICATIONS[0]))
    .option('--hostile', 'add a module that never ends its step, and see it stopped', false)
    .option('--pictures <dir>', 'pictures of your own: PNG, JPEG, WebP, TIFF, PGM')
    .option('--out <dir>', 'where the compressed files go (default: build-demo/out)')
    .option('--frames <n>', 'frames that the camera shows (default: each picture once)', parseFrames)
    .option('--period <ms>', 'time from one frame of the camera to the next', parsePeriod, 100)
    .option('--verbose', 'show the log of runtime and modules', false)
    .option('--json', 'print the result as JSON', false)
    .option('--no-build', 'use the demos as they were built before')
    .addHelpText('after', HELP);
  command.parse([...args], { from: 'user' });
  const options: Options = command.opts();
  if (options.hostile && options.app !== 'camera_filter_compress') {
    command.error('error: --hostile needs the pipeline: --app camera_filter_compress');
  }
  if (options.json && options.verbose) command.error('error: --json and --verbose exclude each other');
  return options;
}

function parseFrames(text: string): number {
  const frames = Number(text);
  if (!/^\d+$/.test(text) || frames < 1 || frames > MAX_FRAMES) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MAX_FRAMES}.`);
  }
  return frames;
}

function parsePeriod(text: string): number {
  const period = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || period < 0.02 || period > MAX_PERIOD_MS) {
    throw new InvalidArgumentError(`Give milliseconds from 0.02 to ${MAX_PERIOD_MS}.`);
  }
  return period;
}

/** Runs the command; gives the exit code, or throws for what stops it altogether. */
export async function runDemo(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  const pictures =
    options.pictures === undefined ? undefined : await picturesOf(demoPath(options.pictures), FRAME_SIZE);
  if (options.build) buildDemos();
  const program = hostProgram(options.app, options.hostile);
  if (!fs.existsSync(program)) throw new UserError(`${path.relative('.', program)} is not built: leave out --no-build`);

  const out = options.out === undefined ? path.join(demoFolder(), '../out') : demoPath(options.out);
  prepareFolder(out);
  const shown = pictures ?? (await ownPictures(FRAME_SIZE, path.join(out, 'pictures')));
  const session = await show(options, program, out, shown);
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

async function show(options: Options, program: string, out: string, pictures: readonly Picture[]): Promise<Session> {
  const frames = options.frames ?? pictures.length;
  const colors = colorsFor(process.stdout);
  const session = new Session(pictures, out);
  const bar =
    process.stderr.isTTY && !options.verbose && !options.json
      ? new SingleBar({ format: '{bar} {value}/{total} frames', clearOnComplete: true }, Presets.shades_classic)
      : undefined;
  let startUs: number | undefined;
  bar?.start(frames, 0);
  try {
    await runHost(
      { program, modules: demoFolder(), out, frames, periodUs: Math.round(options.period * 1000), pictures },
      (line) => {
        session.take(line);
        if (line.type === 'frame') bar?.update(line.frame + 1);
        if (line.type === 'log' && options.verbose) {
          startUs ??= line.time_us;
          process.stdout.write(`${formatLog(line, startUs, colors)}\n`);
        }
      },
    );
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
