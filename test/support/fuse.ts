// SPDX-License-Identifier: Apache-2.0
/** The command `fuse` as a user runs it, in a folder of its own. */

import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryRoot } from '../../cli/support/paths';
import { NATIVES_FILE } from './app-config';
import { buildDirectory, run, type Run, Workspace } from './aotc';

/** Of all tests: what one has built, the next takes from it. */
export const CACHE = path.join(buildDirectory, 'fuse-cache');

const TOOL = path.join(repositoryRoot(), 'dist/cli/fuse.js');

export class FuseFolder extends Workspace {
  /** `place` is a folder in this one. */
  fuse(args: readonly string[], env: NodeJS.ProcessEnv = {}, place = ''): Run {
    const options = { ...this.options(env), cwd: this.path(place), encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, ...args], options);
    return { status, stdout, stderr };
  }

  /** Throws for a file that has no such text. */
  edit(file: string, from: string | RegExp, to: string): void {
    const before = this.read(file).toString();
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} has no ${from}`);
    this.write(file, after);
  }

  newApp(name: string): void {
    const { status, stderr } = this.fuse(['new', 'app', name]);
    if (status !== 0) throw new Error(stderr);
  }

  /** The same as fuse(), while the test does something else. */
  start(args: readonly string[]): { readonly child: ChildProcessWithoutNullStreams; readonly ended: Promise<Run> } {
    const child = spawn(process.execPath, [TOOL, ...args], this.options({}));
    const exit = once(child, 'close') as Promise<[number | null]>;
    const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]);
    return { child, ended: ended.then(([[status], stdout, stderr]) => ({ status, stdout, stderr })) };
  }

  private options(env: NodeJS.ProcessEnv): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
    const own = { PATH: process.env['PATH'], HOME: this.directory, XDG_CACHE_HOME: CACHE };
    return { cwd: this.directory, env: { ...own, ...env } };
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
