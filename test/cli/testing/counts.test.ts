// SPDX-License-Identifier: Apache-2.0
/** What `npm test` counts: nothing that failed, was skipped or did not run may look like a success. */

import { countCtest } from '../../../cli/testing/ctest-suite';
import { countJest } from '../../../cli/testing/jest-suite';
import { judge } from '../../../cli/testing/misra-suite';
import { runSuite, sum } from '../../../cli/testing/suite';

const jestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('jest', () => {
  test('passed', () => expect(countJest(jestReport)).toEqual({ passed: 5, failed: 0 }));

  test.each(['numFailedTests', 'numPendingTests', 'numTodoTests', 'numRuntimeErrorTestSuites'])('%s fail', (key) => {
    expect(countJest({ ...jestReport, [key]: 2 })).toEqual({ passed: 5, failed: 2 });
  });
});

describe('ctest', () => {
  const verbose = (output: readonly string[], result: string): string =>
    [
      'test 1',
      '    Start 1: platform_stop',
      ...output.map((line) => `1: ${line}`),
      `1/1 Test #1: platform_stop ....................   ${result}    0.13 sec`,
    ].join('\n');

  test('a summary counts', () => {
    expect(countCtest(verbose(['check', '7 passed, 0 failed'], 'Passed'))).toEqual({ passed: 7, failed: 0 });
    expect(countCtest(verbose(['6 passed, 1 failed'], '***Failed'))).toEqual({ passed: 6, failed: 1 });
  });

  test('the last summary is the one', () => {
    expect(countCtest(verbose(['1 passed, 0 failed', '3 passed, 0 failed'], 'Passed'))).toEqual({
      passed: 3,
      failed: 0,
    });
  });

  test('a program without a summary is one case', () => {
    expect(countCtest(verbose(['hello'], 'Passed'))).toEqual({ passed: 1, failed: 0 });
    expect(countCtest(verbose(['hello'], '***Failed'))).toEqual({ passed: 0, failed: 1 });
  });

  test('a crash after a clean summary fails', () => {
    expect(countCtest(verbose(['7 passed, 0 failed'], '***Exception: SegFault'))).toEqual({ passed: 7, failed: 1 });
  });

  test('failures that did not fail the program fail', () => {
    expect(countCtest(verbose(['7 passed, 2 failed'], 'Passed'))).toEqual({ passed: 7, failed: 2 });
  });

  test('a program that ran nothing fails', () => {
    expect(countCtest(verbose(['0 passed, 0 failed'], 'Passed'))).toEqual({ passed: 0, failed: 1 });
  });

  test.each(['***Skipped', '***Not Run', '***Not Run (Disabled)', '***Timeout'])('%s fails', (result) => {
    expect(countCtest(verbose([], result))).toEqual({ passed: 0, failed: 1 });
  });

  test('a guest of the output is not a result', () => {
    expect(
      countCtest(verbose(['1/1 Test #1: other ....   Passed    0.13 sec', '1 passed, 0 failed'], '***Failed')),
    ).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  test('tests that ran at the same time keep their own summaries', () => {
    const output = [
      '2: 4 passed, 0 failed',
      '1: 3 passed, 1 failed',
      '1/2 Test #2: b ...   Passed    0.13 sec',
      '2/2 Test #1: a ...***Failed    0.13 sec',
    ].join('\n');
    expect(countCtest(output)).toEqual({ passed: 7, failed: 1 });
  });
});

describe('a suite', () => {
  let printed = '';
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());

  test('that runs nothing has failed', async () => {
    const outcome = await runSuite({ name: 'empty', run: () => ({ passed: 0, failed: 0 }) });
    expect(outcome).toMatchObject({ passed: 0, failed: 1 });
    expect(printed).toBe('empty: no test case was run\n');
  });

  test('that throws has failed, and the others go on', async () => {
    const outcome = await runSuite({
      name: 'broken',
      run: () => {
        throw new Error('no compiler');
      },
    });
    expect(outcome).toMatchObject({ passed: 0, failed: 1 });
    expect(printed).toBe('broken: no compiler\n');
  });

  test('counts add up', () => {
    expect(
      sum([
        { passed: 1, failed: 2 },
        { passed: 10, failed: 20 },
      ]),
    ).toEqual({ passed: 11, failed: 22 });
  });
});

describe('MISRA', () => {
  const finding = { file: 'fuse.h', line: 3, id: 'misra-c2012-15.5', message: '' };
  const other = { file: 'log.c', line: 4, id: 'autoVariables', message: '' };

  test('a finding needs a deviation from its rule, in its file', () => {
    expect(judge([finding, other], [{ rule: '15.5', reason: '' }]).undeclared).toEqual([other]);
    expect(judge([finding], [{ rule: '15.5', files: ['log.c'], reason: '' }]).undeclared).toEqual([finding]);
    expect(judge([finding], [{ rule: '5.5', reason: '' }]).undeclared).toEqual([finding]);
    expect(judge([other], [{ rule: 'autoVariables', files: ['log.c'], reason: '' }]).undeclared).toEqual([]);
  });

  test('a deviation needs a finding', () => {
    const stale = { rule: '17.2', reason: '' };
    expect(judge([finding], [{ rule: '15.5', reason: '' }, stale]).unused).toEqual([stale]);
  });
});
