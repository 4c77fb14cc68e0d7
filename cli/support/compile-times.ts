// SPDX-License-Identifier: Apache-2.0
/** How long the compiler takes for the runtime, cold and after an edit: what watch mode and the editor do. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Compiler } from '../../codegen/src/compile';
import { diskTexts } from '../../codegen/src/load';
import { emit } from '../../codegen/src/outputs';
import { repositoryRoot } from './paths';

/** A file that nothing imports, and the one whose types everything uses. */
export const LEAF = 'runtime-ts/fuse.ts';
export const HUB = 'runtime-ts/modules.ts';

export interface EditTimes {
  /** Diagnostics alone, as an editor wants them. */
  readonly check: number;
  /** C as well, as watch mode writes it. */
  readonly emit: number;
}

/** What this process has computed, whatever else the machine does. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Best of `rounds` edits of one file of a program that has been compiled before, by a clock in milliseconds. */
export function timeEdits(edited: string, rounds: number, clock = (): number => performance.now()): EditTimes {
  const root = repositoryRoot();
  const file = path.join(root, edited);
  const text = fs.readFileSync(file, 'utf8');
  let round = 0;
  const compiler = new Compiler({
    ...diskTexts,
    // An edit that C would show: the names after it move by a line.
    read: (name) => (name === file ? `${text}\n${'// edited\n'.repeat(round)}` : diskTexts.read(name)),
  });
  const once = (): EditTimes => {
    const start = clock();
    const { program, diagnostics } = compiler.compile({ projects: [path.join(root, 'runtime-ts')], root });
    if (program === null) throw new Error(`${diagnostics.count} diagnostics where there were none`);
    const check = clock() - start;
    emit(program, { lineDirectives: true, sourceRoot: '' });
    return { check, emit: clock() - start };
  };
  once();
  const times: EditTimes[] = [];
  for (round = 1; round <= rounds; round++) times.push(once());
  return { check: Math.min(...times.map((t) => t.check)), emit: Math.min(...times.map((t) => t.emit)) };
}
