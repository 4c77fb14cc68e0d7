// SPDX-License-Identifier: Apache-2.0
/** Where `npm run addon` puts what this package is made of. */

import * as fs from 'node:fs';
import * as path from 'node:path';

/** A file of build-addon/, in the first folder above this one that has it. */
export function builtFile(name: string): string {
  for (let directory = __dirname; ; directory = path.dirname(directory)) {
    const file = path.join(directory, 'build-addon', name);
    if (fs.existsSync(file)) return file;
    if (directory === path.dirname(directory)) break;
  }
  throw new Error(`build-addon/${name} is missing: run \`npm run addon\` first`);
}
