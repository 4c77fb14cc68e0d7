// SPDX-License-Identifier: Apache-2.0
/** `reference`: writes docs/constructs.md and docs/diagnostics.md. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UsageError } from '../load';
import { libraryPath } from '../load/library';
import { constructsPage, diagnosticsPage, type ReferenceSources } from '../reference';
import { exampleOf } from './examples';

const repository = (): string => path.resolve(path.dirname(libraryPath()), '../..');

/** The pages by their paths in the repository. */
export function referencePages(): ReadonlyMap<string, string> {
  const sources: ReferenceSources = { exampleOf, goldenOf, anchorOf };
  return new Map([
    ['docs/constructs.md', constructsPage(sources)],
    ['docs/diagnostics.md', diagnosticsPage(sources)],
  ]);
}

export function reference(): number {
  const root = repository();
  if (!fs.existsSync(path.join(root, 'docs'))) throw new UsageError(`${root} has no docs/ to write the pages into`);
  for (const [name, text] of referencePages()) {
    fs.writeFileSync(path.join(root, name), text);
    process.stdout.write(`${name}\n`);
  }
  return 0;
}

function goldenOf(folder: string): ReturnType<ReferenceSources['goldenOf']> {
  const read = (name: string): string =>
    fs.readFileSync(path.join(repository(), 'test/codegen/constructs', folder, name), 'utf8');
  const input = read('input.ts').replace(/^\/\/ SPDX.*\n/, '');
  const comment = /^\/\*\*[^]*?\*\/\n+/.exec(input)?.[0] ?? '';
  // What stands in every file says nothing about the construct.
  const c = read('expected.c')
    .replace(/^(\/\* (SPDX|Generated).*\*\/\n)+/, '')
    .replace(comment.trim(), '')
    .replace(/^#include.*\n/gm, '');
  return { source: input.slice(comment.length), c: `${c.trim()}\n` };
}

/** What code hosts make of a heading such as `## 5. Expressions`. */
function anchorOf(section: string): string {
  const text = fs.readFileSync(path.join(repository(), 'docs/language.md'), 'utf8');
  const heading = new RegExp(`^## (${section}\\. .*)$`, 'm').exec(text)?.[1];
  if (heading === undefined) throw new Error(`docs/language.md has no section ${section}`);
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}
