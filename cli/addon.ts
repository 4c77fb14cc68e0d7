// SPDX-License-Identifier: Apache-2.0
/** `npm run addon`: the runtime for Node.js, as an addon (build-addon/fuse.node) and as JavaScript (build-addon/javascript/). */

import * as path from 'node:path';
import { ADDON_DIRECTORY, buildAddon } from './support/addon';
import { createCommand, ExitCode, runMain } from './support/main';

runMain((args) => {
  createCommand('addon')
    .description('Builds what sdk/node is made of in build-addon/: the runtime as an addon and as JavaScript.')
    .parse([...args], { from: 'user' });
  const started = Date.now();
  buildAddon();
  process.stdout.write(
    `${path.relative(process.cwd(), path.join(ADDON_DIRECTORY, 'fuse.node'))} is built (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  return ExitCode.Success;
});
