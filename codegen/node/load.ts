// SPDX-License-Identifier: Apache-2.0
/** Evaluates a bundle that has just been emitted, without writing it anywhere. */
import * as vm from 'node:vm';
import type { BuildValues, MemoryOptions, Program } from '.';
import * as support from '.';

/** What a bundle exports; its own declarations say which program this is. */
export interface Bundle {
  instantiate(makeExterns: (program: Program) => unknown, build: BuildValues, options?: MemoryOptions): Program;
}

/** `filename` is what stack traces and debuggers show; beside it the source map is looked for. */
export function loadBundle(text: string, filename: string): Bundle {
  const exports: Partial<Bundle> = {};
  // Compiled by Node and not by a test runner's loader, which would rewrite the text and lose the map.
  const run = vm.compileFunction(text, ['exports', 'require'], { filename }) as (
    exports: Partial<Bundle>,
    require: () => typeof support,
  ) => void;
  run(exports, () => support);
  return exports as Bundle;
}
