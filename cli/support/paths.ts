// SPDX-License-Identifier: Apache-2.0
// Where the repository is, and what a relative path on a command line refers to.

import * as fs from 'node:fs';
import * as path from 'node:path';

/** The repository's root: the nearest folder above this file that holds package.json. */
export function repositoryRoot(): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
    if (path.dirname(folder) === folder) throw new Error(`no package.json above ${__dirname}`);
  }
}

/** Whether this is FUSE's repository; the npm package has neither demos nor tests. */
export function isWorkingTree(): boolean {
  return fs.existsSync(path.join(repositoryRoot(), 'tsconfig.json'));
}

/** Of FUSE itself. */
export function packageVersion(): string {
  const text = fs.readFileSync(path.join(repositoryRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/**
 * The absolute form of a path given to the npm script `script`: npm runs scripts in the repository's root, but the user's
 * path is meant from where npm was called.
 */
export function userPath(file: string, script: string): string {
  const viaNpm = process.env['npm_lifecycle_event'] === script;
  return path.resolve((viaNpm ? process.env['INIT_CWD'] : undefined) ?? process.cwd(), file);
}

/** A path as one would type it from where the command runs; of what lies outside, the absolute one. */
export function shortPath(file: string): string {
  const relative = path.relative('.', file) || '.';
  return relative.startsWith('..') ? path.resolve(file) : relative;
}
