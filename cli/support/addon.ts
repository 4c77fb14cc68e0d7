// SPDX-License-Identifier: Apache-2.0
/** Builds the Node.js addon with cmake-js. Nothing is fetched: the headers of Node-API are a package. */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { aotCompilerSettings } from './aot-compiler';
import { ExitCode, UserError } from './main';
import { repositoryRoot } from './paths';

const root = repositoryRoot();

/** Where the addon's CMake build lies; the addon is fuse.node in it. */
export const ADDON_DIRECTORY = path.join(root, 'build-addon');

const CMAKE_JS = path.join(root, 'node_modules', 'cmake-js', 'bin', 'cmake-js');

/** cmake-js for the project sdk/node. If it ever asked for Node.js' own headers, it would find no server there. */
export function cmakeJs(
  args: readonly string[],
  directory = path.join(root, 'sdk', 'node'),
): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [CMAKE_JS, '--directory', directory, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NVM_NODEJS_ORG_MIRROR: 'http://127.0.0.1:9' },
    maxBuffer: Infinity,
  });
  if (error) throw new UserError(`cannot run cmake-js: ${error.message}. Run third_party/setup.sh.`);
  return { status, output: stdout + stderr };
}

export function buildAddon(): void {
  fs.mkdirSync(ADDON_DIRECTORY, { recursive: true });
  // cmake-js knows no settings of a directory that is configured already, so each run configures; CMake is quick at it.
  const settings = aotCompilerSettings().map((setting) => setting.replace(/^-D/, '--CD'));
  for (const step of [['configure'], ['build', '--target', 'fuse_addon']]) {
    const { status, output } = cmakeJs(['--out', ADDON_DIRECTORY, ...settings, ...step]);
    if (status === 0) continue;
    process.stdout.write(output);
    throw new UserError(`'cmake-js ${step.join(' ')}' failed (exit code ${status})`, ExitCode.InputErrors);
  }
}
