// SPDX-License-Identifier: Apache-2.0
/** What sdk/node is made of: the addon, built by cmake-js, which fetches nothing, and the runtime as JavaScript. */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { aotCompilerSettings } from './aot-compiler';
import { ExitCode, UserError } from './main';
import { repositoryRoot } from './paths';

const root = repositoryRoot();

/** The addon's CMake build: fuse.node, and javascript/runtime.js. */
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

/** Runs codegen's command on the runtime, for Node.js. */
function emitJavaScript(): void {
  const codegen = path.join(root, 'dist', 'codegen', 'src', 'main.js');
  const input = ['--name', 'runtime', '--project', 'runtime-ts', '--header', 'fuse.h=runtime-ts/fuse.ts'];
  const args = [codegen, 'emit', '--target', 'node', ...input, '--out', path.join(ADDON_DIRECTORY, 'javascript')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  process.stdout.write(stdout + stderr);
  throw new UserError(`emitting the runtime as JavaScript failed (exit code ${status})`, ExitCode.InputErrors);
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
  emitJavaScript();
}
