// SPDX-License-Identifier: Apache-2.0
// Writes generated files all or none, and leaves those alone that would not change, so that builds stay incremental.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { messageOf, UserError } from './main';

export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
}

export function writeOutputs(files: readonly OutputFile[]): Written {
  const changed: { target: string; temporary: string; content: Buffer }[] = [];
  const unchanged: string[] = [];
  for (const file of files) {
    const content = Buffer.from(file.content as Uint8Array);
    if (hasContent(file.path, content)) unchanged.push(file.path);
    else {
      const temporary = path.join(path.dirname(file.path), `.${path.basename(file.path)}.${process.pid}.tmp`);
      changed.push({ target: file.path, temporary, content });
    }
  }
  const made: string[] = [];
  try {
    for (const { temporary, target, content } of changed) {
      fs.mkdirSync(path.dirname(temporary), { recursive: true });
      // Found before anything is renamed: a rename onto a folder fails.
      if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() === true)
        throw new Error(`${target} is a folder`);
      fs.writeFileSync(temporary, content);
      made.push(temporary);
    }
    for (const { temporary, target } of changed) fs.renameSync(temporary, target);
  } catch (error) {
    for (const temporary of made) fs.rmSync(temporary, { force: true });
    throw new UserError(`cannot write the output: ${messageOf(error)}`);
  }
  return { written: changed.map((file) => file.target), unchanged };
}

function hasContent(file: string, content: Buffer): boolean {
  try {
    return fs.readFileSync(file).equals(content);
  } catch {
    return false;
  }
}
