// SPDX-License-Identifier: Apache-2.0
/** What is made of a failing program to show its cause fails for that cause. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { classOf } from './failure';
import { choicesOf } from './generator/choices';
import { generate } from './generator/program';
import { shrink } from './shrink';

const refused = (message: string, line: string): string => `refused: ${message} in: ${line}`;
const NEVER = "TS2339: Property 'p53f3' does not exist on type 'never'.";

describe('failures are of one class', () => {
  it.each([
    [
      'whatever the names',
      refused(`FUSE1001 ${NEVER}`, 'a;'),
      refused(`FUSE1001 ${NEVER.replace('p53f3', 'p0f1')}`, ''),
    ],
    ['wherever a target breaks', 'Node: 1, 2\n  gcc -O0: broke: line 7', 'Node: 3, 4\n  gcc -O0: broke: line 9'],
    ['wherever the compiler does', 'compiler: no p53f3 in unit0.ts:7', 'compiler: no p0f1 in unit0.ts:9'],
  ])('%s', (_what, one, other) => {
    expect(classOf(one)).toBe(classOf(other));
  });
});

describe('failures are not of one class', () => {
  it.each([
    ['with different errors of tsc', 'refused: FUSE1000 TS1005: x', 'refused: FUSE1000 TS1128: x'],
    [
      'with a type that is gone',
      refused(`FUSE1001 ${NEVER}`, ''),
      refused(`FUSE1001 ${NEVER.replace('never', 'P0T9')}`, ''),
    ],
    ['with different codes', 'refused: FUSE3100 x', 'refused: FUSE3101 x'],
    ['with different crashes', 'compiler: Division by zero', 'compiler: Maximum call stack size exceeded'],
    ['on different targets', 'Node: 1\n  gcc -O0: 2', 'Node: 1\n  gcc -O2: 2'],
  ])('%s', (_what, one, other) => {
    expect(classOf(one)).not.toBe(classOf(other));
  });
});

it('no check is taken away from a refused program', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-shrink-'));
  try {
    const numbers = Array.from({ length: 200 }, (_, index) => choicesOf(1, index));
    const choices = numbers.find((list) => /if \(n\d+ !== null\) \{\n.*\bn\d+\.\w/.test(generate(list, 'p0').text));
    if (choices === undefined) throw new Error('no program checks for null');
    const what = refused(
      'FUSE3100 This may be null. Check it first: if (n1 !== null) { ... }, or nonNull(n1).',
      'n1.a;',
    );
    expect(shrink(choices, what, folder, 4000).program.text).toBe(generate(choices, 'p0').text);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
