// SPDX-License-Identifier: Apache-2.0
/** Where the subset's standard library lies: codegen/lang/lib.d.ts, found upwards from the compiled compiler. */
import * as fs from 'node:fs';
import * as path from 'node:path';

let cached: { path: string; text: string } | undefined;

function find(): { path: string; text: string } {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'codegen', 'lang', 'lib.d.ts');
    if (fs.existsSync(candidate)) return { path: candidate, text: fs.readFileSync(candidate, 'utf8') };
    if (folder === path.dirname(folder)) throw new Error(`codegen/lang/lib.d.ts is not above ${__dirname}`);
  }
}

export function libraryPath(): string {
  return (cached ??= find()).path;
}
export function libraryText(): string {
  return (cached ??= find()).text;
}
