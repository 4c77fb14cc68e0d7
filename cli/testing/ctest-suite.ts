// SPDX-License-Identifier: Apache-2.0
/** The ctest programs of a build directory; each prints `N passed, N failed`, or is one test case. */

import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { repositoryRoot } from '../support/paths';
import type { Counts, Suite } from './suite';
import { sum } from './suite';

const root = repositoryRoot();

/** The counts in what `ctest --verbose` printed. */
export function countCtest(output: string): Counts {
  const summaries = new Map<string, Counts>();
  const results: Counts[] = [];
  for (const line of output.split('\n')) {
    // The output of test 7 has lines that begin with "7: ".
    const [, of, passed, failed] = /^(\d+): (\d+) passed, (\d+) failed\s*$/.exec(line) ?? [];
    if (of !== undefined) summaries.set(of, { passed: Number(passed), failed: Number(failed) });
    const [, number, result] = /^\s*\d+\/\d+ Test\s+#(\d+): \S+ \.*\s*(.*?)\s+[\d.]+ sec\s*$/.exec(line) ?? [];
    if (number !== undefined) results.push(countOne(result === 'Passed', summaries.get(number)));
  }
  return sum(results);
}

/** A program that failed, or ran nothing, has a failure whatever it printed. */
function countOne(passed: boolean, summary: Counts | undefined): Counts {
  if (summary === undefined) return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const ranNothing = summary.passed + summary.failed === 0;
  return { passed: summary.passed, failed: Math.max(summary.failed, passed && !ranNothing ? 0 : 1) };
}

/** The tests that ctest failed, with what they printed. */
function failures(output: string): string {
  const failed = new Set<string>();
  for (const [, number] of output.matchAll(/^\s*\d+\/\d+ Test\s+#(\d+): \S+ \.*\s*(?!Passed)\S/gm))
    failed.add(number ?? '');
  return output
    .split('\n')
    .filter((line) => failed.has(/^(?:\s*\d+\/\d+ Test\s+#)?(\d+): /.exec(line)?.[1] ?? ''))
    .join('\n');
}

export function ctestSuite(name: string, buildDirectory: string): Suite {
  return {
    name,
    run() {
      const args = [
        '--test-dir',
        path.join(root, buildDirectory),
        '--verbose',
        '--no-tests=error',
        '--parallel',
        '2',
        '--timeout',
        '300',
      ];
      const { stdout, stderr, status } = spawnSync('ctest', args, { cwd: root, encoding: 'utf8', maxBuffer: Infinity });
      const counts = countCtest(stdout);
      if (counts.failed > 0 || status !== 0) process.stdout.write(`${failures(stdout)}\n${stderr}`);
      // ctest also fails for what has no result line: a test that could not be started, a directory without tests.
      return status !== 0 && counts.failed === 0 ? { passed: counts.passed, failed: 1 } : counts;
    },
  };
}
