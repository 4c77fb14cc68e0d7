// SPDX-License-Identifier: Apache-2.0
// Built modules by the key of their sources, in the cache folder: what was built once is never built again.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { cacheFolder } from '../support/cache-folder';
import { messageOf } from '../support/main';

const ENDINGS = ['.wasm', '.aot'] as const;
const KEPT_DAYS = 30;

function folderOf(key: string): string {
  return path.join(cacheFolder(), 'modules', key);
}

/** Copies what the cache has for the key to `stem`.wasm and `stem`.aot; false if it has nothing. */
export function takeModule(key: string, stem: string): boolean {
  const folder = folderOf(key);
  if (!fs.existsSync(folder)) return false;
  const now = new Date();
  fs.utimesSync(folder, now, now);
  for (const ending of ENDINGS) copy(path.join(folder, `module${ending}`), `${stem}${ending}`);
  return true;
}

/** Puts the files that `stem` stands for under the key. A cache that cannot be written is no fault: the next build is slower. */
export function keepModule(key: string, stem: string): void {
  const folder = folderOf(key);
  const parts = `${folder}.${process.pid}`;
  try {
    fs.mkdirSync(parts, { recursive: true });
    for (const ending of ENDINGS) fs.copyFileSync(`${stem}${ending}`, path.join(parts, `module${ending}`));
    if (fs.existsSync(folder)) fs.rmSync(parts, { recursive: true });
    else fs.renameSync(parts, folder);
    removeOld(path.dirname(folder));
  } catch (error) {
    fs.rmSync(parts, { recursive: true, force: true });
    process.stderr.write(`warning: ${folder} cannot be written: ${messageOf(error)}\n`);
  }
}

function removeOld(modules: string): void {
  const limit = Date.now() - KEPT_DAYS * 86_400_000;
  for (const name of fs.readdirSync(modules)) {
    const folder = path.join(modules, name);
    if ((fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? limit) < limit) {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** A copy that is newer than the sources, whatever the age of the original. */
function copy(from: string, to: string): void {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
  const now = new Date();
  fs.utimesSync(to, now, now);
}
