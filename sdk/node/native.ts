// SPDX-License-Identifier: Apache-2.0
/** The Linux runtime itself, as an addon: WAMR, compiled modules, real quotas. */

import { builtFile } from './built-file';
import { CheckedFuse } from './checked-fuse';
import type { Core } from './core';
import type { Fuse } from './fuse';

/** The addon's functions: those of a core, for which it has to be opened, which only one can be. */
interface Addon extends Core {
  open(): void;
}

/** Opens the process's runtime. A second one throws until the first is closed, also in another thread. */
export function openNative(file: string = builtFile('fuse.node')): Fuse {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the only way to load an addon
  const addon = require(file) as Addon;
  addon.open();
  return new CheckedFuse(addon);
}
