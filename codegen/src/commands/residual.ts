// SPDX-License-Identifier: Apache-2.0
/** The checks that stay in the emitted program, as checks.json lists them. */
import type { Diagnostics } from '../diagnostics';
import type { OutputFile } from '../outputs';

interface Check {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  readonly help: string;
}
interface Report {
  readonly totals: { readonly proved: number; readonly checked: number; readonly trusted: number };
  readonly checks: readonly Check[];
}

export function residualChecks(outputs: readonly OutputFile[]): Report {
  const file = outputs.find((o) => o.name === 'checks.json');
  if (file === undefined) throw new Error('the outputs have no checks.json');
  return JSON.parse(file.text) as Report;
}

/** With --no-checks each of them is an error. */
export function reportUnproved(checks: readonly Check[], diagnostics: Diagnostics): void {
  for (const check of checks) {
    const at = {
      file: check.file,
      line: check.line,
      column: check.column,
      endLine: check.line,
      endColumn: check.column + 1,
    };
    diagnostics.report('FUSE7100', at, `Not proved (${check.kind}): ${check.reason}. To prove it, ${check.help}.`);
  }
}
