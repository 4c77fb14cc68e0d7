// SPDX-License-Identifier: Apache-2.0
// One process at a time in a folder: the lock ends with the process, however that ends.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { messageOf, UserError } from './main';

const LOCK = '.fuse-lock';

/** Does `work` while nobody else works in the folder, which is made if need be; `what` says to someone who waits what for. */
export function withLock<T>(folder: string, what: string, work: () => T): T {
  const file = openLock(folder);
  try {
    if (!take(file, ['--nonblock'])) {
      process.stderr.write(`waiting for another build of ${what} …\n`);
      take(file, []);
    }
    return work();
  } finally {
    fs.closeSync(file);
  }
}

function openLock(folder: string): number {
  try {
    fs.mkdirSync(folder, { recursive: true });
    return fs.openSync(path.join(folder, LOCK), 'w');
  } catch (error) {
    throw new UserError(`cannot write in ${folder}: ${messageOf(error)}`);
  }
}

/** A lock belongs to the open file, which this process shares with the program. */
function take(file: number, options: readonly string[]): boolean {
  const { status, error } = spawnSync('flock', [...options, '3'], { stdio: ['ignore', 'ignore', 'inherit', file] });
  if (error) throw new UserError(`cannot run flock: ${error.message} (Debian: apt-get install util-linux)`);
  return status === 0;
}
