// SPDX-License-Identifier: Apache-2.0
/** The files that the command line names. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { LoadOptions } from './load';

export interface Inputs {
  readonly files: readonly string[];
  /** Folders that names of C files are relative to. */
  readonly roots: readonly string[];
}

/** A mistake on the command line: the message is all there is to say. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function readInputs(options: LoadOptions): Inputs {
  const files = new Set<string>();
  const roots: string[] = [];
  const add = (name: string): void => {
    const full = path.resolve(name);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (stat === undefined) throw new UsageError(`${name}: no such file or folder`);
    if (stat.isDirectory()) {
      roots.push(full);
      for (const file of filesBelow(full)) files.add(file);
    } else if (full.endsWith('.ts')) {
      roots.push(path.dirname(full));
      files.add(full);
    } else {
      throw new UsageError(`${name}: not a TypeScript file`);
    }
  };
  if (options.projects.length === 0) throw new UsageError('name a file or folder with --project');
  for (const name of options.projects) add(name);
  for (const name of options.halDirs ?? []) add(name);
  if (files.size === 0) throw new UsageError('no .ts file in the given projects');
  return { files: [...files], roots };
}

function filesBelow(folder: string): string[] {
  const found: string[] = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) found.push(...filesBelow(full));
    } else if (entry.name.endsWith('.ts')) {
      found.push(full);
    }
  }
  return found.sort();
}
