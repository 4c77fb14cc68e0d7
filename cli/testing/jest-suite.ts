// SPDX-License-Identifier: Apache-2.0
/** The jest tests of test/, compiled to dist/test/. */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../support/paths';
import type { Counts, Suite } from './suite';

const root = repositoryRoot();

/** The part of jest's report that is used. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** Skipped and unwritten tests fail; a file that does not even load is one failure. */
export function countJest(report: JestReport): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = report;
  return {
    passed: numPassedTests,
    failed: numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites,
  };
}

/** Compiled tests whose source is gone would run for ever: tsc never removes its output. */
function removeOrphans(): void {
  const compiled = path.join(root, 'dist', 'test');
  for (const file of fs.readdirSync(compiled, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.test.js')) continue;
    const source = path.join(root, 'test', file.replace(/\.js$/, '.ts'));
    if (!fs.existsSync(source)) fs.rmSync(path.join(compiled, file));
  }
}

export const jestSuite: Suite = {
  name: 'jest',
  run() {
    removeOrphans();
    const reportFile = path.join(root, 'dist', 'jest-report.json');
    fs.rmSync(reportFile, { force: true });
    const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    // jest and the libraries that colour take CI for a terminal; the tests compare what commands print without one.
    const { CI: _ci, FORCE_COLOR: _color, ...environment } = process.env;
    spawnSync(process.execPath, [jest, '--ci', '--json', `--outputFile=${reportFile}`], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return countJest(JSON.parse(fs.readFileSync(reportFile, 'utf8')) as JestReport);
  },
};
