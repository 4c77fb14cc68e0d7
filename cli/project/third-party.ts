// SPDX-License-Identifier: Apache-2.0
// What others have made and FUSE builds with, the C sources of the runtime and Zig: of the working tree, else fetched into the cache folder.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cacheFolder, makeCacheFolder } from '../support/cache-folder';
import { hashFile } from '../support/content-hash';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import { findTool } from '../support/tools';

const folder = path.join(repositoryRoot(), 'third_party');
const LOCK = path.join(folder, 'crates-manifest/Cargo.lock');
const PYTHON_PACKAGES = path.join(folder, 'python-packages');
const ZIG = 'ziglang/zig';

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
  const what = 'the sources of WAMR and the FreeRTOS kernel from crates.io';
  setUp('sources', crates, what, 'the sources could not be fetched, see above');
}

/** The compiler for modules in Zig: the working tree's, one of the right version on the PATH, or else fetched; its path. */
export function provideZig(): string {
  const own = path.join(folder, 'python', ZIG);
  if (fs.existsSync(own)) return own;
  const installed = findTool('zig');
  if (installed !== undefined && hasRightVersion(installed)) return installed;
  const cached = cachedPythonPackages();
  const list = path.join(cached, path.basename(PYTHON_PACKAGES));
  // setup.sh copies the list last.
  if (!fs.existsSync(list)) {
    const failure = 'Zig could not be fetched, see above; a zig of that version on the PATH does as well';
    setUp('python', cached, 'Zig from PyPI, for modules in Zig', failure);
  }
  return path.join(cached, ZIG);
}

/** One folder for each set of versions. */
export function cachedPythonPackages(): string {
  return path.join(cacheFolder(), 'python', hashFile(PYTHON_PACKAGES).slice(0, 16));
}

/** The language changes from 0.15 to 0.16. */
function hasRightVersion(zig: string): boolean {
  const [minor] = /(?<=^ziglang==)\d+\.\d+\./m.exec(fs.readFileSync(PYTHON_PACKAGES, 'utf8')) ?? [];
  const { stdout } = spawnSync(zig, ['version'], { encoding: 'utf8' });
  return minor !== undefined && stdout.startsWith(minor);
}

/** One part of set-up, into `target`. */
function setUp(part: string, target: string, what: string, failure: string): void {
  process.stderr.write(`fetching ${what}, once (${target}) …\n`);
  makeCacheFolder();
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const script = path.join(folder, 'setup.sh');
  const { status, error } = spawnSync(script, [part, target], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error !== undefined) throw new UserError(`cannot run third_party/setup.sh: ${error.message}`);
  if (status !== 0) throw new UserError(failure);
}
