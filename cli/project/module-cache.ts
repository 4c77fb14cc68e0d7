// SPDX-License-Identifier: Apache-2.0
// Built modules by the key of their sources, in the cache folder: what was built once is never built again.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { cacheFolder } from '../support/cache-folder';
import { hashBytes } from '../support/content-hash';
import { messageOf } from '../support/main';
import { writeOutputs } from '../support/output-files';

const ENDINGS = ['.wasm', '.aot'] as const;
/** Of both files: a disk that was full, or a hand that slipped, must not go unnoticed for as long as the key lives. */
const SUM_FILE = 'module.sha256';
const KEPT_DAYS = 30;

function folderOf(key: string): string {
  return path.join(cacheFolder(), 'modules', key);
}

/** Copies what the cache has for the key to `stem`.wasm and `stem`.aot; false if it has nothing, or nothing whole. */
export function takeModule(key: string, stem: string): boolean {
  const folder = folderOf(key);
  const contents = readEntry(folder);
  if (contents === undefined) {
    removeEntry(folder);
    return false;
  }
  const now = new Date();
  touch(folder, now);
  writeOutputs(ENDINGS.map((ending, i) => ({ path: `${stem}${ending}`, content: contents[i] ?? '' })));
  // Newer than the sources, whatever the age of the original.
  for (const ending of ENDINGS) fs.utimesSync(`${stem}${ending}`, now, now);
  return true;
}

/** Puts the files that `stem` stands for under the key. A cache that cannot be written is no fault: the next build is slower. */
export function keepModule(key: string, stem: string): void {
  const folder = folderOf(key);
  const parts = `${folder}.${process.pid}`;
  try {
    fs.mkdirSync(parts, { recursive: true });
    for (const ending of ENDINGS) fs.copyFileSync(`${stem}${ending}`, path.join(parts, `module${ending}`));
    fs.writeFileSync(path.join(parts, SUM_FILE), sumOf(readFiles(parts)));
    if (fs.existsSync(folder)) fs.rmSync(parts, { recursive: true });
    else fs.renameSync(parts, folder);
    removeOld(path.dirname(folder));
  } catch (error) {
    fs.rmSync(parts, { recursive: true, force: true });
    // Another build was faster.
    if (readEntry(folder) !== undefined) return;
    process.stderr.write(`warning: ${folder} cannot be written: ${messageOf(error)}\n`);
  }
}

function readFiles(folder: string): Buffer[] {
  return ENDINGS.map((ending) => fs.readFileSync(path.join(folder, `module${ending}`)));
}

function sumOf(contents: readonly Buffer[]): string {
  return contents.map(hashBytes).join('\n');
}

/** Undefined when a file of it is missing or was changed. */
function readEntry(folder: string): Buffer[] | undefined {
  try {
    const contents = readFiles(folder);
    return fs.readFileSync(path.join(folder, SUM_FILE), 'utf8') === sumOf(contents) ? contents : undefined;
  } catch {
    return undefined;
  }
}

function removeEntry(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // A cache that one may only read: keepModule() will say so.
  }
}

function touch(folder: string, now: Date): void {
  try {
    fs.utimesSync(folder, now, now);
  } catch {
    // Someone else's cache: its owner's builds keep it young.
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
