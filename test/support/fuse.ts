// SPDX-License-Identifier: Apache-2.0
/** The command `fuse` as a user runs it, in a folder of its own. */

import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { NATIVES_FILE } from './app-config';
import { buildDirectory, run, type Run, Workspace } from './aotc';

/** Of all tests: what one has built, the next takes from it. */
export const CACHE = path.join(buildDirectory, 'fuse-cache');

const TOOL = path.join(repositoryRoot(), 'dist/cli/fuse.js');

export class FuseFolder extends Workspace {
  fuse(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, ...args], {
      cwd: this.directory,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: this.directory, XDG_CACHE_HOME: CACHE, ...env },
    });
    return { status, stdout, stderr };
  }

  run(program: string, args: readonly string[]): Run {
    return run(program, args, { cwd: this.directory });
  }

  /** With the HAL groups of the tests, whatever was built. */
  withNatives(...args: string[]): Run {
    return this.fuse([...args, '--natives', NATIVES_FILE]);
  }
}

/** A module with these imports that does nothing. */
export function wat(imports: readonly string[] = [], more = ''): string {
  const types: Readonly<Record<string, string>> = {
    temp_get_reading: '(result f32)',
    timer_get_timestamp: '(result i64)',
    camera_last_frame: '(param i32 i32) (result i64)',
    module_log_event: '(param i32 i32 i32)',
    fuse_event_post: '(param i32)',
  };
  const lines = imports.map((name) => `(import "env" "${name}" (func ${types[name] ?? ''}))`);
  return `(module ${lines.join(' ')} (func (export "module_step")) ${more})`;
}
