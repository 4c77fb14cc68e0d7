// SPDX-License-Identifier: Apache-2.0
/** The runtime's tests are the same on every platform: each board's `selftest` has run the tests that Linux ran, with the same results. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../support/paths';
import type { Counts, Suite } from './suite';

/** Tests that a platform cannot have, with the reason; none so far. */
const IMPOSSIBLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

/** suite/test of the runtime's tests in what ctest noted, and whether all runs of it passed. */
export function runtimeResults(log: string): Map<string, boolean> {
  const results = new Map<string, boolean>();
  for (const [, result = '', name = ''] of log.matchAll(/^(ok {3}|FAIL )(\w+\/\w+)\r?$/gm)) {
    results.set(name, result !== 'FAIL ' && results.get(name) !== false);
  }
  return results;
}

/** One line for each test that one has and the other has not, or that ended otherwise. */
export function differences(
  reference: ReadonlyMap<string, boolean>,
  other: ReadonlyMap<string, boolean>,
  impossible: Readonly<Record<string, string>> = {},
): string[] {
  const lines: string[] = [];
  for (const [name, passed] of reference) {
    const otherPassed = other.get(name);
    if (name in impossible) {
      if (otherPassed !== undefined) lines.push(`${name} is listed as impossible, but ran`);
    } else if (otherPassed === undefined) lines.push(`${name} did not run`);
    else if (otherPassed !== passed)
      lines.push(`${name} ${otherPassed ? 'passed' : 'failed'}, unlike in the first build`);
  }
  for (const name of other.keys()) if (!reference.has(name)) lines.push(`${name} ran, unlike in the first build`);
  return lines;
}

function resultsOf(directory: string): Map<string, boolean> {
  const log = path.join(repositoryRoot(), directory, 'Testing', 'Temporary', 'LastTest.log');
  return runtimeResults(fs.readFileSync(log, 'utf8'));
}

/** Compares what ctest last ran in the build directories of `boards` with what it ran in `first`. */
export function sameTestsSuite(first: string, boards: ReadonlyMap<string, string>): Suite {
  return {
    name: 'same runtime tests on every platform',
    run() {
      const reference = resultsOf(first);
      const counts: Counts[] = [...boards].map(([board, directory]) => {
        const lines = differences(reference, resultsOf(directory), IMPOSSIBLE[board]);
        if (reference.size === 0) lines.push(`${first}/ ran none of the runtime's tests`);
        for (const line of lines) process.stdout.write(`${board}: ${line}\n`);
        return lines.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
      });
      return {
        passed: counts.filter(({ failed }) => failed === 0).length,
        failed: counts.filter(({ failed }) => failed > 0).length,
      };
    },
  };
}
