// SPDX-License-Identifier: Apache-2.0
// Runs a demo's host program: pictures go in as PGM, one JSON object a line comes out. demos/README.md lists them.

import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '../support/main';
import { encodePgm, type GreyImage } from './frame';

export interface StartLine {
  readonly type: 'start';
  readonly application: string;
  readonly width: number;
  readonly height: number;
  readonly modules: readonly { readonly module: string; readonly id: number; readonly quota_us: number }[];
}

export interface LogLine {
  readonly type: 'log';
  readonly frame: number | null;
  readonly time_us: number;
  readonly origin: 'runtime' | 'guest';
  readonly level: number;
  readonly module: string | null;
  readonly text: string;
}

export interface StoppedLine {
  readonly type: 'stopped';
  readonly module: string;
  readonly state: string;
}

export interface FrameLine {
  readonly type: 'frame';
  readonly frame: number;
  /** Frames that came while this one was in the slot. */
  readonly missed: number;
  readonly bytes: number;
  /** Empty when nothing was sent down. */
  readonly file: string;
  readonly steps: readonly { readonly module: string; readonly step_us: number }[];
}

export interface EndLine {
  readonly type: 'end';
  readonly frames: number;
  readonly missed: number;
  readonly log_lost: number;
  readonly modules: readonly {
    readonly module: string;
    readonly state: string;
    readonly steps: number;
    readonly quota_kills: number;
    readonly traps: number;
    readonly step_us_max: number;
    readonly pool_bytes: number;
    readonly memory_bytes: number;
  }[];
}

export type HostLine = StartLine | LogLine | StoppedLine | FrameLine | EndLine;

export interface HostRun {
  readonly program: string;
  readonly modules: string;
  readonly out: string;
  readonly frames: number;
  readonly periodUs: number;
  readonly pictures: readonly GreyImage[];
}

/** Runs the program to its end and hands over each line as it comes. */
export async function runHost(run: HostRun, onLine: (line: HostLine) => void): Promise<void> {
  const name = path.basename(run.program);
  const host = spawn(
    run.program,
    ['--modules', run.modules, '--out', run.out, '--frames', String(run.frames), '--period-us', String(run.periodUs)],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let complaints = '';
  let broken: string | undefined;
  host.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  createInterface({ input: host.stdout }).on('line', (line) => {
    try {
      onLine(JSON.parse(line) as HostLine);
    } catch {
      broken ??= line;
    }
  });
  const ended = new Promise<string | undefined>((resolve, reject) => {
    host.on('error', (error) =>
      reject(new UserError(`cannot run ${run.program}: ${error.message}; run npm run build`)),
    );
    host.on('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  });
  // The program may end before it has read everything; its own message says why.
  host.stdin.on('error', () => undefined);
  for (const picture of run.pictures) host.stdin.write(encodePgm(picture));
  host.stdin.end();

  const failure = await ended;
  if (failure !== undefined)
    throw new UserError(`${name} failed (${failure}): ${complaints.trim() || 'it gave no reason'}`);
  if (broken !== undefined) throw new UserError(`${name} printed a line that is no JSON: ${broken}`);
}
