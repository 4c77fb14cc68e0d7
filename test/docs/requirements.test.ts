// SPDX-License-Identifier: Apache-2.0
/** docs/requirements.md: each requirement names tests that exist, and each runtime test shows one. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';

const root = repositoryRoot();

interface Requirement {
  readonly id: string;
  readonly tests: readonly string[];
}

function requirements(): Requirement[] {
  const text = fs.readFileSync(path.join(root, 'docs/requirements.md'), 'utf8');
  return [...text.matchAll(/^\| (FUSE-REQ-\d{3}) \| ([^|]+) \| ([^|]*) \|$/gm)].map((row) => ({
    id: row[1] ?? '',
    tests: (row[3] ?? '').trim().split(/\s+/).filter(Boolean),
  }));
}

/** The names in the tables of test/runtime/*_tests.ts, as suite/test, of the suites that suites.ts runs. */
function runtimeTests(): Set<string> {
  const folder = path.join(root, 'test/runtime');
  const suites = fs.readFileSync(path.join(folder, 'suites.ts'), 'utf8');
  const names = new Set<string>();
  for (const match of suites.matchAll(/runSuite\('(\w+)', slice\((\w+)\)\)/g)) {
    const [, suite = '', table = ''] = match;
    const source = fs.readFileSync(path.join(folder, `${suite}_tests.ts`), 'utf8');
    const rows = new RegExp(`export const ${table}: FixedArray<Test, (\\d+)> = \\[([^]*?)\\];`).exec(source);
    const entries = [...(rows?.[2] ?? '').matchAll(/\{ name: '(\w+)', run: (\w+) \}/g)];
    expect({ suite, entries: entries.length }).toEqual({ suite, entries: Number(rows?.[1]) });
    for (const [, name, run] of entries) {
      expect(`${suite}/${String(name)}`).toBe(`${suite}/${String(run)}`);
      names.add(`${suite}/${String(name)}`);
    }
  }
  return names;
}

const known = runtimeTests();
const listed = requirements();

test('the page has requirements, each once', () => {
  expect(listed.length).toBeGreaterThan(80);
  expect(new Set(listed.map((r) => r.id)).size).toBe(listed.length);
});

test.each(listed)('$id names tests that exist', ({ tests }) => {
  expect(tests).not.toHaveLength(0);
  const missing = tests.filter((name) => !known.has(name) && !fs.existsSync(path.join(root, name)));
  expect(missing).toEqual([]);
});

test('each runtime test shows a requirement', () => {
  const used = new Set(listed.flatMap((r) => r.tests));
  expect([...known].filter((name) => !used.has(name))).toEqual([]);
});

test('every suite is run', () => {
  const files = fs.readdirSync(path.join(root, 'test/runtime')).filter((name) => name.endsWith('_tests.ts'));
  const suites = new Set([...known].map((name) => name.split('/')[0]));
  expect(files.filter((name) => !suites.has(name.replace('_tests.ts', '')))).toEqual([]);
});
