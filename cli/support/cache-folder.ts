// SPDX-License-Identifier: Apache-2.0
// Where results are kept that several applications share: the user's cache folder, which may be deleted at any time.

import * as os from 'node:os';
import * as path from 'node:path';
import { hashText } from './content-hash';
import { packageVersion, repositoryRoot } from './paths';

/** As the XDG base directory specification says; a relative XDG_CACHE_HOME is ignored. */
export function cacheFolder(): string {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  return path.join(path.isAbsolute(given) ? given : path.join(os.homedir(), '.cache'), 'fuse');
}

/** The runtime for a target, built from this package: another package, even of the same version, has its own. */
export function runtimeFolder(name: string): string {
  const owner = `${packageVersion()}-${hashText(repositoryRoot()).slice(0, 8)}`;
  return path.join(cacheFolder(), 'runtime', owner, name);
}
