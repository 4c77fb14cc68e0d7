// SPDX-License-Identifier: Apache-2.0
// Claims of documents that do not hold are found, and those that hold are not.

import { checkDocument, type Known } from '../../../cli/checks/docs-check';

const known: Known = {
  scripts: new Set(['test', 'config']),
  options: new Set(['FUSE_PLATFORM']),
  exists: (file) => ['docs/there.md', 'README.md', 'cli/config.ts', 'cli/config/'].includes(file),
};

const check = (text: string): string[] =>
  checkDocument('docs/page.md', text, known).findings.map(({ line, message }) => `${line}: ${message}`);

test.each([
  ['npm run config -- --help', 'npm run confg', "1: no npm script 'confg'; did you mean 'config'?"],
  ['npm run --silent config', 'npm run --silent build', "1: no npm script 'build'; valid: 'test', 'config'"],
  ['npm test', 'npm start', "1: no npm script 'start'; valid: 'test', 'config'"],
  ['-DFUSE_PLATFORM=x', '-DFUSE_PLATFROM=x', "1: no CMake option FUSE_PLATFROM; did you mean 'FUSE_PLATFORM'?"],
  ['node dist/cli/config.js', 'node dist/cli/confg.js', '1: dist/cli/confg.js has no source cli/confg.ts'],
  [
    '[a](there.md#x) [b](../README.md) [c](https://x.y)',
    '\n[a](gone.md)',
    "2: the link's target gone.md does not exist",
  ],
  ['`cli/config/` and `cli/<name>/`', '`cli/conf/`', '1: cli/conf/ does not exist'],
])('%j holds, %j does not', (good, bad, message) => {
  expect(check(good)).toEqual([]);
  expect(check(bad)).toEqual([message]);
});

test('claims are counted', () => {
  expect(checkDocument('docs/page.md', 'npm test, `cli/config/`, nothing else', known).claims).toBe(2);
});
