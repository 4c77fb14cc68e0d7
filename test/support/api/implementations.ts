// SPDX-License-Identifier: Apache-2.0
/** The two implementations of Fuse, and the modules of test/runtime and demos as images of each. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../../cli/support/paths';
import type { Fuse } from '../../../sdk/node/fuse';
import { nativesHash, openJavaScript, openNative, sealWasm } from '../../../sdk/node';

const built = path.join(repositoryRoot(), 'build');

export interface Implementation {
  readonly name: string;
  open(): Fuse;
  /** The image of a module. */
  image(module: string): Uint8Array;
}

function moduleFile(module: string, extension: string): string {
  const files = [path.join(built, 'test', 'runtime', `module_${module}`), path.join(built, 'demos', module)];
  const found = files.map((file) => `${file}.${extension}`).find((file) => fs.existsSync(file));
  if (found === undefined) throw new Error(`there is no ${module}.${extension} in build/: run \`npm run build\` first`);
  return found;
}

/** Files are read, and modules sealed, once. */
function remembered(make: (module: string) => Uint8Array): (module: string) => Uint8Array {
  const images = new Map<string, Uint8Array>();
  return (module) => {
    const image = images.get(module) ?? make(module);
    images.set(module, image);
    return image;
  };
}

export const native: Implementation = {
  name: 'the addon',
  open: () => openNative(),
  image: remembered((module) => fs.readFileSync(moduleFile(module, 'aot'))),
};

export const javascript: Implementation = {
  name: 'JavaScript',
  open: () => openJavaScript(),
  image: remembered((module) => sealWasm(fs.readFileSync(moduleFile(module, 'wasm')), nativesHash())),
};

export const implementations = [native, javascript];
