// SPDX-License-Identifier: Apache-2.0
/** The runtime as JavaScript, emitted from the same sources, with modules on Node's own WebAssembly: any number of them at once. */

import { CheckedFuse } from './checked-fuse';
import type { Fuse } from './fuse';
import { builtFile } from './built-file';
import { JavaScriptCore } from './javascript/core';
import type { Bundle } from './javascript/program';

/** Room for logs, images and copies of modules' memories. */
const MEMORY_BYTES = 64 << 20;

export interface JavaScriptOptions {
  /** The emitted runtime; by default the one that `npm run addon` made. */
  file?: string;
  /** The memory that it works in, in bytes. */
  memoryBytes?: number;
}

export function openJavaScript(options: JavaScriptOptions = {}): Fuse {
  const file = options.file ?? builtFile('javascript/runtime.js');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- emitted by the build, after this was compiled
  const bundle = require(file) as Bundle;
  return new CheckedFuse(new JavaScriptCore(bundle, options.memoryBytes ?? MEMORY_BYTES));
}
