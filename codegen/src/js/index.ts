// SPDX-License-Identifier: Apache-2.0
/** The back end for Node: the typed program as one JavaScript module with a source map and declarations. */
import { decide } from '../facts';
import type { Program } from '../ir';
import type { OutputFile } from '../outputs';
import { bundleProgram } from './bundle';
import { Bundle } from './context';
import { declarationsText } from './declarations';
import { print } from './print';
import { Sites } from './sites';

export interface JsOptions {
  /** The outputs are `name`.js, .js.map and .d.ts. */
  readonly name: string;
  /** Check at run time what was proved as well: each run then tests the proofs. */
  readonly checkProofs?: boolean;
  /** Put before the paths of sources in the map. */
  readonly sourceRoot?: string;
  /** What the bundle requires as its support library. */
  readonly support?: string;
  /** The text of a source, to be kept in the map. */
  readonly textOf?: (file: string) => string | undefined;
}

export const SUPPORT = './fuse_node';

/** Decides the program's obligations and emits its JavaScript. */
export function emitJs(program: Program, options: JsOptions): OutputFile[] {
  const sites = new Sites(decide(program), options.checkProofs ?? true);
  const bundle = new Bundle(program, sites);
  const root = options.sourceRoot ?? '';
  const support = options.support ?? SUPPORT;
  const { text, map } = print(bundleProgram(bundle, support), {
    name: `${options.name}.js`,
    sourcePath: (file) => `${root}${file}`,
    textOf: options.textOf ?? null,
  });
  return [
    { name: `${options.name}.js`, text },
    { name: `${options.name}.js.map`, text: map },
    { name: `${options.name}.d.ts`, text: declarationsText(bundle, support) },
  ];
}
