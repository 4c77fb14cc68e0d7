// SPDX-License-Identifier: Apache-2.0
/** What makes a size report fail. */

import { type Baseline, compareWithBaseline } from './baseline';
import type { ImageReport } from './report';

/** One line for each fault. */
export function faultsOf(report: ImageReport, baseline: Baseline): string[] {
  const what = `${report.board}: ${report.image}`;
  const faults: string[] = [];
  for (const { name, value, limit } of report.limits) {
    if (value > limit)
      faults.push(`${what}: ${name}: ${value} bytes, ${value - limit} more than the limit of ${limit}`);
  }
  for (const { name, bytes, available } of report.stack ?? []) {
    if (bytes > available) faults.push(`${what}: stack of ${name}: up to ${bytes} bytes, but there are ${available}`);
  }
  for (const fault of report.beyondDeclared) faults.push(`${what}: ${fault}`);
  for (const name of report.forbidden) faults.push(`${what}: ${name}() must not be linked: no heap, no printf family`);
  const changes = compareWithBaseline(report, baseline);
  if (changes.length > 0) {
    const stack = report.stackFault === undefined ? '' : ` (no stack figures: ${report.stackFault})`;
    faults.push(
      `${what}: ${changes.join('; ')}${stack}. If that is meant, run 'npm run board -- size ${report.board} --update' and commit test/size/baseline.json.`,
    );
  }
  return faults;
}
