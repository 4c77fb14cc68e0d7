// SPDX-License-Identifier: Apache-2.0
// The CMake project of an application: its modules, and the program or image that they run in.

import * as path from 'node:path';
import type { ModuleSources } from './module-sources';

/** Of the program or image. */
export const IMAGE = 'firmware';

export interface ProjectFacts {
  readonly config: string;
  /** Where <name>.aot of each module is when the image is built. */
  readonly images: string;
  readonly modules: readonly ModuleSources[];
}

export function cmakeProject({ config, images, modules }: ProjectFacts): string {
  const lines = modules.map(({ name, sources }) => `fuse_add_module(${name}\n${sources.map(quoted).join('\n')})`);
  const firmware = `fuse_add_firmware(${IMAGE} CONFIG ${bracketed(config)} IMAGES ${bracketed(images)})`;
  return ['# Written by `fuse build`.', ...lines, firmware, ''].join('\n');
}

/** A path, whatever characters it has. */
export function bracketed(file: string): string {
  return `[==[${path.resolve(file)}]==]`;
}

function quoted(file: string): string {
  return `  ${bracketed(file)}`;
}
