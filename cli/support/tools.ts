// SPDX-License-Identifier: Apache-2.0
// Programs that must be installed, and how a command line is shown to the user.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from './main';

/** The path of an installed program, or undefined. */
export function findTool(name: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** The path of a program that a command cannot do without; `debianPackage` is Debian's name of what has it. */
export function requireTool(name: string, debianPackage: string): string {
  const file = findTool(name);
  if (file === undefined) throw new UserError(`${name} is not installed (Debian: apt-get install ${debianPackage})`);
  return file;
}

/** A command line as one would type it. */
export function commandLine(program: string, args: readonly string[]): string {
  const word = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`);
  return [program, ...args].map(word).join(' ');
}
