// SPDX-License-Identifier: Apache-2.0
/** Worst-case stacks below the entry points of the emitted C, within their budgets. One case for each entry point. */

import { readBudgets } from '../bounds/budgets';
import { boundsReport, faultsOf } from '../bounds/report';
import type { Counts, Suite } from './suite';

export function boundsSuite(buildDirectory: string): Suite {
  return {
    name: 'stacks below entry points',
    async run(): Promise<Counts> {
      const budgets = readBudgets();
      const report = await boundsReport(buildDirectory, budgets);
      const faults = faultsOf(report, budgets);
      for (const fault of faults) process.stdout.write(`${fault}\n`);
      return { passed: Math.max(0, report.entries.length - faults.length), failed: faults.length };
    },
  };
}
