// SPDX-License-Identifier: Apache-2.0
// `fuse run`: builds an application and runs it, its log on standard output.

import * as path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { requireEmulator } from '../boards/run-image';
import { ConsoleReader } from '../demo/console';
import { findApplication } from '../project/application';
import { buildApplication, findBuild } from '../project/build';
import { MAX_RUN_SECONDS, runApplication } from '../project/run';
import { findTarget } from '../project/target';
import { endWith } from '../support/main';
import { targetOption } from './target-option';

const HELP = `
On Linux the modules run in real time in a program of this machine, on the simulator as tasks of the FreeRTOS kernel, on a board in
QEMU. Each line says what happens; 'log' lines are what the modules and the runtime have to say. Ctrl-C ends the run.

Example:
  fuse run --for 5

Exit codes: 0 the application ended, or was told to; 1 it could not do everything, or the build failed; 2 wrong command line, or
a tool that is missing.`;

interface Options {
  readonly target: string;
  readonly for?: number;
  readonly frames?: number;
  readonly period?: number;
  readonly logicalTime: boolean;
  readonly json: boolean;
  readonly build: boolean;
}

export function addRun(program: Command): void {
  program
    .command('run [application]')
    .description('builds and runs the application: on this machine, the simulator, or a board in QEMU')
    .addOption(targetOption())
    .option('--for <seconds>', 'end it after so long (default: never)', parseSeconds)
    .option('--frames <n>', 'end it after so many frames of the camera', parseCount)
    .option('--period <us>', 'microseconds from one frame of the camera to the next (default: 100000)', parseCount)
    .option('--logical-time', 'time passes only while the application sleeps: the same run everywhere', false)
    .option('--json', 'print each line as a JSON object', false)
    .option('--no-build', 'take it as it was built before')
    .addHelpText('after', HELP)
    .action(async (application: string | undefined, options: Options) => {
      endWith(await run(application ?? '.', options));
    });
}

async function run(application: string, options: Options): Promise<number> {
  const target = findTarget(options.target);
  const app = findApplication(application);
  requireEmulator(target.board);
  const { cmakeFolder, folder } = options.build ? buildApplication(app, target) : findBuild(app, target);
  const show = options.json ? jsonPrinter(path.join(folder, 'out')) : printLine;
  const interrupt = new AbortController();
  const end = (): void => interrupt.abort();
  // Not once(): a second Ctrl-C must not end this command before the program's results are there.
  process.on('SIGINT', end).on('SIGTERM', end);
  try {
    return await runApplication(target, cmakeFolder, {
      seconds: options.for,
      frames: options.frames,
      periodUs: options.period,
      logicalTime: options.logicalTime,
      onLine: (line) => {
        // The last one is for programs that follow a board's console.
        if (!/^image ended: \d+$/.test(line)) show(line);
      },
      interrupt: interrupt.signal,
    });
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What the modules send down goes to files in `out`. */
function jsonPrinter(out: string): (line: string) => void {
  const reader = new ConsoleReader(out);
  return (line) => {
    const read = reader.take(line);
    if (read !== undefined) process.stdout.write(`${JSON.stringify(read)}\n`);
  };
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds <= 0 || seconds > MAX_RUN_SECONDS) {
    throw new InvalidArgumentError(`Give seconds, more than 0 and at most ${Math.floor(MAX_RUN_SECONDS)}.`);
  }
  return seconds;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 0xffffffff) {
    throw new InvalidArgumentError('Give a whole number from 1 to 4294967295.');
  }
  return count;
}
