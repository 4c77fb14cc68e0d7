// SPDX-License-Identifier: Apache-2.0
/** docs/language.md: its programs are accepted, or refused with the code that they say; its lists are complete. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { allCodes } from '../../codegen/src/diagnostics';
import { repositoryRoot } from '../../cli/support/paths';
import { codesOf } from '../support/compile-subset';
import { filesOf } from '../support/fixtures';

const page = fs.readFileSync(path.join(repositoryRoot(), 'docs/language.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts(?: refused (FUSE\d{4}))?\n([^]*?)^```$/gm)].map((match) => ({
  line: page.slice(0, match.index).split('\n').length,
  code: match[1] ?? null,
  text: match[2] as string,
}));

it('has programs of both kinds', () => {
  expect(blocks.filter((b) => b.code === null).length).toBeGreaterThan(8);
  expect(blocks.filter((b) => b.code !== null).length).toBeGreaterThan(5);
});

it.each(blocks.map((b) => [b.line, b] as const))('line %i', (_line, { code, text }) => {
  expect([...new Set(codesOf(filesOf(text)))]).toEqual(code === null ? [] : [code]);
});

it('names only diagnostics that there are', () => {
  const named = [...page.matchAll(/FUSE\d{4}/g)].map(([code]) => code);
  expect(named.filter((code) => !(allCodes as string[]).includes(code))).toEqual([]);
});

it('describes every name of the library', () => {
  const library = fs.readFileSync(path.join(repositoryRoot(), 'codegen/lang/lib.d.ts'), 'utf8');
  const [, own = ''] = library.split('// ---- Numbers');
  const names = [...own.matchAll(/^(?:interface|type|declare const|declare function) (\w+)/gm)].map(
    (m) => m[1] as string,
  );
  // Types of the library itself, which programs do not write.
  const internal = ['Conversion', 'Order'];
  expect(names.filter((name) => !internal.includes(name) && !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
});

it('names every tag and every kind of check', () => {
  const docs = fs.readFileSync(path.join(repositoryRoot(), 'codegen/src/types/docs.ts'), 'utf8');
  const tags = [...(/const meaningful = \[([^]*?)\];/.exec(docs)?.[1] ?? '').matchAll(/'(\w+)'/g)].map((m) => m[1]);
  expect(tags.length).toBeGreaterThan(10);
  expect(tags.filter((tag) => !page.includes(`\`@${String(tag)}\``))).toEqual([]);
  const ledger = fs.readFileSync(path.join(repositoryRoot(), 'codegen/src/facts/ledger.ts'), 'utf8');
  const kinds = [...(/type CheckKind =([^;]*);/.exec(ledger)?.[1] ?? '').matchAll(/'(\w+)'/g)].map((m) => m[1]);
  expect(kinds.length).toBeGreaterThan(10);
  expect(kinds.filter((kind) => !new RegExp(`^\\| \`${String(kind)}\` +\\|`, 'm').test(page))).toEqual([]);
});
