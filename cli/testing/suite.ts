// SPDX-License-Identifier: Apache-2.0
/** One suite of `npm test`, and how suites are run and added up. */

import { messageOf } from '../support/main';

/** Individual test cases. A case that was skipped, could not run or has no result counts as failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export interface Suite {
  readonly name: string;
  run(): Counts | Promise<Counts>;
}

export interface Outcome extends Counts {
  readonly name: string;
  readonly seconds: number;
}

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce<Counts>(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

/** Runs a suite. One that throws, or has no test case, is one failure. */
export async function runSuite(suite: Suite): Promise<Outcome> {
  const started = Date.now();
  let counts: Counts;
  try {
    counts = await suite.run();
    if (counts.passed + counts.failed === 0) {
      process.stdout.write(`${suite.name}: no test case was run\n`);
      counts = { passed: 0, failed: 1 };
    }
  } catch (error) {
    process.stdout.write(`${suite.name}: ${messageOf(error)}\n`);
    counts = { passed: 0, failed: 1 };
  }
  return { name: suite.name, seconds: (Date.now() - started) / 1000, ...counts };
}
