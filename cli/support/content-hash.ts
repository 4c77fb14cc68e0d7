// SPDX-License-Identifier: Apache-2.0
// Names for contents: what has the same hash is the same, whenever and wherever it was written.

import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { findTool } from './tools';

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function hashFile(file: string): string {
  return hashBytes(fs.readFileSync(file));
}

/** Every file below `folder`, relative to it, in the same order everywhere. */
export function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .sort();
}

/** Of files and folders with all that is in them, by their paths below `root` and their contents. */
export function hashTree(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of paths) {
    const state = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
    const files = state?.isDirectory() === true ? filesBelow(path.join(root, name)).map((f) => path.join(name, f)) : [];
    for (const file of state?.isFile() === true ? [name] : files) {
      hash.update(`${file}\0${hashFile(path.join(root, file))}\n`);
    }
  }
  return hash.digest('hex');
}

/** A text that changes with the version of a program, without running it; `-` for one that is not installed. */
export function toolStamp(program: string): string {
  const found = path.isAbsolute(program) ? program : findTool(program);
  if (found === undefined || !fs.existsSync(found)) return `${program} -`;
  const file = fs.realpathSync(found);
  const { size, mtimeMs } = fs.statSync(file);
  return `${program} ${file} ${size} ${mtimeMs}`;
}
