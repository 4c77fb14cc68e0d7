// SPDX-License-Identifier: Apache-2.0
// Where results are kept that several applications share: the user's cache folder, which may be deleted at any time.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { hashText } from './content-hash';
import { messageOf, UserError } from './main';
import { packageVersion, repositoryRoot } from './paths';

/** As the XDG base directory specification says; a relative XDG_CACHE_HOME is ignored. */
export function cacheFolder(): string {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  return path.join(path.isAbsolute(given) ? given : path.join(os.homedir(), '.cache'), 'fuse');
}

/** Makes it; throws UserError where that is not possible. */
export function makeCacheFolder(): void {
  const folder = cacheFolder();
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    const remedy = 'set XDG_CACHE_HOME to a folder in which you may write';
    throw new UserError(`cannot use the cache folder ${folder}: ${messageOf(error)}; ${remedy}`);
  }
}

/** The runtime for a target, built from this package: another package, even of the same version, has its own. */
export function runtimeFolder(name: string): string {
  const owner = `${packageVersion()}-${hashText(repositoryRoot()).slice(0, 8)}`;
  return path.join(cacheFolder(), 'runtime', owner, name);
}
