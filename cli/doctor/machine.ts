// SPDX-License-Identifier: Apache-2.0
// The machine as `fuse doctor` sees it: programs, their versions, Debian's list of installed packages.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { findTool } from '../support/tools';

export interface Machine {
  /** Of the Node.js that runs this. */
  readonly nodeVersion: string;
  /** The path of a program. */
  find(program: string): string | undefined;
  /** The first number with a point in what the program says of itself. */
  version(file: string): string | undefined;
  /** Versions of those that are installed, by name; undefined when this is no Debian. */
  debianPackages(names: readonly string[]): ReadonlyMap<string, string> | undefined;
  exists(file: string): boolean;
  /** Whether both files are there and have the same bytes. */
  areEqual(file: string, other: string): boolean;
  /** Whether a Node.js script ends with 0. */
  succeeds(script: string, args: readonly string[]): boolean;
}

/** A program that hangs instead of telling its version is as good as none. */
const TIMEOUT_MS = 10_000;

function output(program: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: TIMEOUT_MS });
  return `${stdout}\n${stderr}`;
}

export const thisMachine: Machine = {
  nodeVersion: process.versions.node,
  find(program) {
    const inCargoHome = path.join(os.homedir(), '.cargo/bin', program);
    // setup.sh looks there, too: rustup's PATH entry may wait for the next login.
    return findTool(program) ?? (program === 'cargo' && fs.existsSync(inCargoHome) ? inCargoHome : undefined);
  },
  version: (file) => /\d+(\.\d+)+/.exec(output(file, ['--version']))?.[0],
  debianPackages(names) {
    const query = findTool('dpkg-query');
    if (query === undefined) return undefined;
    const format = '${db:Status-Abbrev}|${Package}|${Version}\n';
    const lines = output(query, ['-W', `-f=${format}`, ...names]).split('\n');
    return new Map(
      lines.flatMap((line) => {
        const [, name, version] = /^ii *\|([^|]+)\|(.+)$/.exec(line) ?? [];
        return name === undefined || version === undefined ? [] : [[name, version] as const];
      }),
    );
  },
  exists: (file) => fs.existsSync(file),
  areEqual: (...files) =>
    files.every((file) => fs.existsSync(file)) && fs.readFileSync(files[0]).equals(fs.readFileSync(files[1])),
  succeeds: (script, args) => spawnSync(process.execPath, [script, ...args], { stdio: 'ignore' }).status === 0,
};
