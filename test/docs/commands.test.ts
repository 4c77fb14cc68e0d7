// SPDX-License-Identifier: Apache-2.0
/** Every command in README.md and docs/ is run as it stands there, from the repository's root, after a build. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../cli/support/paths';

const root = repositoryRoot();

/**
 * Not run from here: the test run itself, the check whose suites it has, the benchmark, whose figures mean nothing beside other work,
 * and watch mode, which has no end: test/editor/watch.test.ts runs it.
 */
const RUN_ELSEWHERE = [/^npm test$/, /^npm run check\b/, /^npm run bench\b/, /main\.js watch /];

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

beforeAll(() => {
  // A C block whose first comment names a file in build/ is that file.
  for (const { text } of blocks.filter(({ language }) => language === 'c')) {
    const file = /^\/\* (build\/[\w.-]+):/.exec(text)?.[1];
    if (file !== undefined) fs.writeFileSync(path.join(root, file), text);
  }
});

test('there are commands to run', () => expect(commands.length).toBeGreaterThan(4));

test.each(commands)(
  '$page:$line runs',
  ({ text }) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', text], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`exit code ${status}\n${text}\n${stdout.slice(-4000)}${stderr.slice(-4000)}`);
  },
  600_000,
);
