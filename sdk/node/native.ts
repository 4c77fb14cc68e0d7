// SPDX-License-Identifier: Apache-2.0
/** The Linux runtime itself, as an addon: WAMR, compiled modules, real quotas. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { CheckedFuse } from './checked-fuse';
import type { Core } from './core';
import type { Fuse } from './fuse';

/** The addon's functions: those of a core, for which it has to be opened, which only one can be. */
interface Addon extends Core {
  open(): void;
}

/** Where `npm run addon` puts it: in build-addon/ of the folder that has sdk/node. */
function builtAddon(): string {
  for (let directory = __dirname; ; directory = path.dirname(directory)) {
    const file = path.join(directory, 'build-addon', 'fuse.node');
    if (fs.existsSync(file)) return file;
    if (directory === path.dirname(directory)) break;
  }
  throw new Error('the addon is not built: run `npm run addon` first');
}

/** Opens the process's runtime. A second one throws until the first is closed, also in another thread. */
export function openNative(file: string = builtAddon()): Fuse {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the only way to load an addon
  const addon = require(file) as Addon;
  addon.open();
  return new CheckedFuse(addon);
}
