// SPDX-License-Identifier: Apache-2.0
/** Programs that once failed, kept in found/: each file is one, with `run` as its exported function. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GeneratedProgram } from './generator/program';
import { importedNames } from './host';
import { sourceFolder } from './paths';

export function foundPrograms(): GeneratedProgram[] {
  const folder = path.join(sourceFolder(), 'found');
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.sort().map((name) => {
    // Comments and imports are the file's; what is left goes into a batch.
    const text = fs.readFileSync(path.join(folder, name), 'utf8').replace(/^(\/\/.*|import .*|\/\*\*.*)\n/gm, '');
    const run = /export function (\w+)\(seed: u32\): void/.exec(text)?.[1];
    if (run === undefined) throw new Error(`found/${name} exports no function (seed: u32): void`);
    return { run, text, imports: importedNames(text) };
  });
}

/** The text of a file for found/: why it is there, and the program. */
export function foundText(what: string, text: string): string {
  const why = what.split('\n').map((line) => `// ${line.trim()}`);
  return ['// SPDX-License-Identifier: Apache-2.0', ...why, text].join('\n');
}
