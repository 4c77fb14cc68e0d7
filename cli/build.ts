// SPDX-License-Identifier: Apache-2.0
/** `npm run build`: runtime, platform, fuse-aotc, demos, benchmark and tests in build/. */

import { build } from './support/build';
import { createCommand, ExitCode, runMain } from './support/main';

runMain((args) => {
  createCommand('build')
    .description('Builds everything in build/ with the default options.')
    .parse([...args], { from: 'user' });
  build('build');
  return ExitCode.Success;
});
