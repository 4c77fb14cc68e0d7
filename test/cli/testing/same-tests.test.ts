// SPDX-License-Identifier: Apache-2.0
/** What `npm test` takes for the same tests with the same results. */

import { differences, runtimeResults } from '../../../cli/testing/same-tests-suite';

const log = ['ok   load/good', 'FAIL load/bad', '10 passed, 0 failed', 'ok   init', 'ok   hal/twice\r', ''].join('\n');

test('results are read from lines of their own', () => {
  expect([...runtimeResults(log)]).toEqual([
    ['load/good', true],
    ['load/bad', false],
    ['hal/twice', true],
  ]);
});

test('a test that failed once has failed', () => {
  expect(runtimeResults('FAIL a/b\nok   a/b\n').get('a/b')).toBe(false);
  expect(runtimeResults('ok   a/b\nFAIL a/b\n').get('a/b')).toBe(false);
});

describe('differences', () => {
  const reference = runtimeResults(log);

  test('none', () => expect(differences(reference, runtimeResults(log))).toEqual([]));
  test('one that did not run', () => {
    expect(differences(reference, runtimeResults(log.replace('ok   load/good\n', '')))).toEqual([
      'load/good did not run',
    ]);
  });
  test('one with another result', () => {
    expect(differences(reference, runtimeResults(log.replace('FAIL', 'ok  ')))).toHaveLength(1);
  });
  test('one more', () => {
    expect(differences(reference, runtimeResults(`${log}ok   new/one\n`))).toHaveLength(1);
  });
  test('one that is impossible may be missing, but must not run', () => {
    const impossible = { 'load/good': 'needs what this board has not' };
    const without = runtimeResults(log.replace('ok   load/good\n', ''));
    expect(differences(reference, without, impossible)).toEqual([]);
    expect(differences(reference, reference, impossible)).toHaveLength(1);
  });
});
