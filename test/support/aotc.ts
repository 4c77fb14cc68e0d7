// SPDX-License-Identifier: Apache-2.0
/** Runs wat2wasm and the fuse-aotc of the build under test, each test in a folder of its own. */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '..', '..', '..');

/** Absolute path of the build directory whose products are tested. */
export const buildDirectory = path.resolve(root, process.env['FUSE_BUILD_DIR'] ?? 'build');
export const compiler = path.join(buildDirectory, 'bin', 'fuse-aotc');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** A folder with a module in it. */
export class Workspace {
  readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-aotc-test-'));

  remove(): void {
    fs.rmSync(this.directory, { recursive: true });
  }

  path(name: string): string {
    return path.join(this.directory, name);
  }

  write(name: string, contents: string | Uint8Array): void {
    fs.writeFileSync(this.path(name), contents);
  }

  read(name: string): Buffer {
    return fs.readFileSync(this.path(name));
  }

  files(): string[] {
    return fs.readdirSync(this.directory).sort();
  }

  /** Writes NAME.wasm. */
  assemble(name: string, wat: string, features: readonly string[] = []): void {
    this.write(`${name}.wat`, wat);
    const { status, stderr } = run('wat2wasm', [...features, `${name}.wat`, '-o', `${name}.wasm`], {
      cwd: this.directory,
    });
    fs.rmSync(this.path(`${name}.wat`));
    if (status !== 0) throw new Error(stderr);
  }

  compile(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
    // Whatever the compiler leaves in the folder for temporary files is seen by files().
    return run(compiler, args, { cwd: this.directory, env: { ...process.env, TMPDIR: this.directory, ...env } });
  }
}
