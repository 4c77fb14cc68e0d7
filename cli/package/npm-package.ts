// SPDX-License-Identifier: Apache-2.0
// The npm package: what package.json lists, packed into one file that installs in any folder.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { messageOf, UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';

/** What a build leaves that is the same on every machine, without which the package would be of no use. */
const BUILT = ['dist/cli/fuse.js', 'dist/codegen/src/main.js', 'build/generated/fuse_natives.json'];

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly unknown[];
}

export interface NpmPackage {
  readonly file: string;
  readonly bytes: number;
  readonly files: number;
}

/** Writes fuse-ts-<version>.tgz into `folder`. Throws UserError when that is not possible. */
export function packNpmPackage(folder: string): NpmPackage {
  const root = repositoryRoot();
  const missing = BUILT.find((file) => !fs.existsSync(path.join(root, file)));
  if (missing !== undefined) throw new UserError(`${missing} is not built: run npm run build`);
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UserError(`cannot make the folder ${folder}: ${messageOf(error)}`);
  }
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { status, error, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  if (error) throw new UserError(`cannot run npm: ${error.message}`);
  if (status !== 0) throw new UserError(`npm pack failed: ${stderr.trim()}`);
  const [packed] = JSON.parse(stdout) as [Packed];
  return { file: path.join(folder, packed.filename), bytes: packed.size, files: packed.files.length };
}
