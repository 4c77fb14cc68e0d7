// SPDX-License-Identifier: Apache-2.0
// The C sources of others that the runtime is built with: those of the working tree, else fetched into the cache folder.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cacheFolder } from '../support/cache-folder';
import { hashFile } from '../support/content-hash';
import { ExitCode, UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';

const folder = path.join(repositoryRoot(), 'third_party');
const LOCK = path.join(folder, 'crates-manifest/Cargo.lock');

/** CMake's settings for where the sources are; fetches them if they are nowhere. */
export function cratesSettings(): string[] {
  if (isComplete(path.join(folder, 'crates'))) return [];
  const submodules = ['wasm-micro-runtime/core/version.h', 'FreeRTOS-Kernel/tasks.c'];
  if (submodules.every((file) => fs.existsSync(path.join(folder, file)))) return [];
  const crates = cachedCrates();
  if (!isComplete(crates)) fetch(crates);
  return [`-DFUSE_CRATES_DIR=${crates}`];
}

/** One folder for each set of versions. */
export function cachedCrates(): string {
  return path.join(cacheFolder(), 'crates', hashFile(LOCK).slice(0, 16));
}

/** setup.sh copies the lock file last. */
function isComplete(crates: string): boolean {
  const lock = path.join(crates, 'Cargo.lock');
  return fs.existsSync(lock) && fs.readFileSync(lock).equals(fs.readFileSync(LOCK));
}

function fetch(crates: string): void {
  process.stderr.write(`fetching the sources of WAMR and the FreeRTOS kernel from crates.io, once (${crates}) …\n`);
  fs.mkdirSync(path.dirname(crates), { recursive: true });
  const { status, error } = spawnSync(path.join(folder, 'setup.sh'), ['sources', crates], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error !== undefined) throw new UserError(`cannot run third_party/setup.sh: ${error.message}`);
  if (status !== 0) throw new UserError('the sources could not be fetched, see above', ExitCode.CannotRun);
}
