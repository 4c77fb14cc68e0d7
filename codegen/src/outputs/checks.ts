// SPDX-License-Identifier: Apache-2.0
/** checks.json: the checks that stay in the emitted C, with the reason for each, the bound of every loop, and the places that are trusted. */
import type { Facts } from '../facts';

export function checksJson(facts: Facts): string {
  const byKind: Record<string, number> = {};
  for (const check of facts.checks) byKind[check.kind] = (byKind[check.kind] ?? 0) + 1;
  const sorted = Object.fromEntries(Object.entries(byKind).sort(([a], [b]) => (a < b ? -1 : 1)));
  const report = {
    totals: {
      proved: facts.proved,
      checked: facts.checks.length,
      trusted: facts.trusted.length,
      loops: facts.loops.length,
    },
    checkedByKind: sorted,
    checks: facts.checks.map(({ site, kind, at, within, reason, help }) => ({
      site,
      kind,
      file: at.file,
      line: at.line,
      column: at.column,
      function: within,
      reason,
      help,
    })),
    loops: facts.loops.map(({ loop, within, how, bound, reason }) => ({
      how,
      bound: bound === null ? null : Number(bound),
      file: loop.at.file,
      line: loop.at.line,
      column: loop.at.column,
      function: within,
      ...(reason === '' ? {} : { reason }),
    })),
    trusted: facts.trusted.map(({ kind, at, within }) => ({
      kind,
      file: at.file,
      line: at.line,
      column: at.column,
      function: within,
    })),
  };
  return JSON.stringify(report, null, 2) + '\n';
}
