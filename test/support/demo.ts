// SPDX-License-Identifier: Apache-2.0
// What the demo's tests share: an encoder that owes nothing to the module's, temporary folders, the command as a process.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';

/** Run lengths by definition: the pixels as text, cut by an expression into runs of at most 255. */
export function encodeByDefinition(pixels: Uint8Array): Buffer {
  const text = Buffer.from(pixels).toString('latin1');
  const runs = text.match(/([\s\S])\1{0,254}/g) ?? [];
  return Buffer.from(runs.flatMap((run) => [run.length, run.charCodeAt(0)]));
}

export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-demo-test-'));
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `fuse demo` over the demos that are built already. */
export function demo(...args: string[]): CommandResult {
  const program = path.join(repositoryRoot(), 'dist/cli/fuse.js');
  const environment = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'demo', '--no-build', ...args], {
    encoding: 'utf8',
    env: environment,
    timeout: 50000,
  });
  return { code: status, stdout, stderr };
}
