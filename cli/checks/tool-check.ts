// SPDX-License-Identifier: Apache-2.0
// A check that is one tool from node_modules: silent when it passes, its output when it does not.

import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import { colorsFor } from '../support/terminal';
import type { Suite } from '../testing/suite';

/** `script` is the tool's entry below node_modules/; `repair` says what mends what it finds. */
export function toolCheck(name: string, script: string, args: readonly string[], repair: string): Suite {
  const root = repositoryRoot();
  return {
    name,
    run: () =>
      new Promise((resolve, reject) => {
        const color = colorsFor(process.stdout).isColorSupported ? { FORCE_COLOR: '1' } : {};
        const options = { cwd: root, maxBuffer: Infinity, env: { ...process.env, ...color } };
        const command = [path.join(root, 'node_modules', script), ...args];
        execFile(process.execPath, command, options, (error, stdout, stderr) => {
          if (error === null) {
            resolve({ passed: 1, failed: 0 });
            return;
          }
          // A code that is no number: the tool could not even be started.
          if (typeof error.code !== 'number')
            reject(new UserError(`cannot run ${script}: ${error.message}. Run third_party/setup.sh.`));
          process.stdout.write(`${stdout}${stderr}${name}: ${repair}\n`);
          resolve({ passed: 0, failed: 1 });
        });
      }),
  };
}
