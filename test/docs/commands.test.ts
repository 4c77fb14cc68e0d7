// SPDX-License-Identifier: Apache-2.0
/**
 * Every command in README.md and docs/ is run as it stands there, after a build, from the repository's root; those of the pages for
 * readers who have an empty folder and the command `fuse`, from there.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';
import { CACHE } from '../support/fuse';

const root = repositoryRoot();

/**
 * Not run from here: the test run itself and what are suites of it (ctest, with the selftest of each board; sizes; bounds), the check
 * whose suites it has, the benchmark, whose figures mean nothing beside other work, and watch mode, which has no end:
 * test/editor/watch.test.ts runs it.
 */
const RUN_ELSEWHERE = [
  /^npm test$/,
  /^ctest /,
  /^npm run board -- run \S+ --image selftest$/,
  /^npm run board -- size \S+$/,
  /^npm run bounds\b/,
  /^npm run check\b/,
  /^npm run bench\b/,
  /main\.js watch /,
];

interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

function blocksOf(page: string): Block[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[1]!,
    text: match[2]!,
  }));
}

const pages = ['README.md', ...fs.readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);
const blocks = pages.flatMap(blocksOf);
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .map((block) => ({
    ...block,
    text: block.text
      .split('\n')
      .filter((line) => !RUN_ELSEWHERE.some((pattern) => pattern.test(line)))
      .join('\n'),
  }))
  .filter(({ text }) => text.trim() !== '');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-docs-'));
const bin = path.join(scratch, 'bin');

/** Where a page's commands are run: its own empty folder, or the root. */
function folderOf(page: string): string {
  const name = path.basename(page, '.md');
  if (!name.startsWith('for-')) return root;
  const folder = path.join(scratch, name);
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

beforeAll(() => {
  fs.mkdirSync(bin);
  const fuse = `#!/bin/sh\nexec '${process.execPath}' '${path.join(root, 'dist/cli/fuse.js')}' "$@"\n`;
  fs.writeFileSync(path.join(bin, 'fuse'), fuse, { mode: 0o755 });
  // A C block whose first comment names a file in build/ is that file.
  for (const { text } of blocks.filter(({ language }) => language === 'c')) {
    const file = /^\/\* (build\/[\w.-]+):/.exec(text)?.[1];
    if (file !== undefined) fs.writeFileSync(path.join(root, file), text);
  }
});

test('there are commands to run', () => expect(commands.length).toBeGreaterThan(4));

test.each(commands)(
  '$page:$line runs',
  ({ page, text }) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', text], {
      cwd: folderOf(page),
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, XDG_CACHE_HOME: CACHE },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`exit code ${status}\n${text}\n${stdout.slice(-4000)}${stderr.slice(-4000)}`);
  },
  600_000,
);
