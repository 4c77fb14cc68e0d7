// SPDX-License-Identifier: Apache-2.0
// Runs a demo's host program: pictures go in as PGM, one JSON object a line comes out. demos/README.md lists them.

import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '../support/main';
import { encodePgm, type GreyImage } from './frame';
import type { ApplicationLine } from './lines';

export interface HostRun {
  readonly program: string;
  readonly modules: string;
  readonly out: string;
  readonly frames: number;
  readonly periodUs: number;
  readonly logicalTime: boolean;
  readonly pictures: readonly GreyImage[];
}

/** Runs the program to its end and hands over each line as it comes. */
export async function runHost(run: HostRun, onLine: (line: ApplicationLine) => void): Promise<void> {
  const name = path.basename(run.program);
  const args = ['--modules', run.modules, '--out', run.out];
  args.push('--frames', String(run.frames), '--period-us', String(run.periodUs));
  if (run.logicalTime) args.push('--logical-time');
  const host = spawn(run.program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  let broken: string | undefined;
  host.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  createInterface({ input: host.stdout }).on('line', (line) => {
    try {
      onLine(JSON.parse(line) as ApplicationLine);
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
