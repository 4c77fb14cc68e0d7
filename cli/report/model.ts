// SPDX-License-Identifier: Apache-2.0
// The policy report as data: what the page shows, and what --json prints.

import type { ModuleCode } from './code/module-code';
import type { Response, Schedule } from './schedule/analysis';

export interface Right {
  readonly capability: string;
  readonly sentence: string;
  /** The functions that it covers. */
  readonly natives: readonly string[];
  readonly granted: boolean;
  /** Those that the module's code imports; null while there is no code to look at. */
  readonly imported: readonly string[] | null;
}

export interface ReportModule {
  readonly name: string;
  readonly id: number;
  readonly binary: string;
  /** The code that was looked at; null when there is none. */
  readonly code: ModuleCode | null;
  readonly rights: readonly Right[];
  /** What its limits and its activation mean, as sentences. */
  readonly limits: readonly string[];
  readonly activation: readonly string[];
  readonly subscribes: readonly string[];
  /** The events that it posts; null when it may post any. */
  readonly posts: readonly string[] | null;
}

/** Memory of some size, and what shares it. */
export interface MemoryBar {
  readonly kind: 'pool' | 'ram';
  readonly name: string;
  readonly capacityBytes: number;
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  readonly usedBytes: number;
  /** What counts as taken. */
  readonly note: string;
}

export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Where in the configuration. */
  readonly line: number;
  readonly column: number;
  /** The field, as one would write it in JavaScript; empty for the whole file. */
  readonly field: string;
  readonly message: string;
}

export interface Change {
  readonly effect: 'grants' | 'takes away' | 'changes';
  /** The module; empty for the application as a whole. */
  readonly module: string;
  readonly message: string;
}

export interface Report {
  readonly application: {
    readonly name: string;
    readonly description: string;
    readonly file: string;
    readonly sha256: string;
    readonly groups: readonly string[];
    readonly events: readonly { readonly name: string; readonly bit: number }[];
    readonly target: string | null;
  };
  readonly modules: readonly ReportModule[];
  readonly memory: readonly MemoryBar[];
  readonly schedule: Schedule;
  readonly findings: readonly Finding[];
  /** Against an older configuration; null when none was given. */
  readonly changes: { readonly against: string; readonly list: readonly Change[] } | null;
}

/** The report as JSON; what has no bound is null. */
export function reportJson(report: Report): string {
  const bound = (value: number): number | null => (value === Infinity ? null : value);
  const response = (each: Response): object => ({
    module: each.task.name,
    cause: each.cause,
    terms: each.terms.map(({ what, us }) => ({ what, us: bound(us) })),
    responseUs: bound(each.responseUs),
    deadlineUs: each.deadlineUs ?? null,
    verdict: each.verdict,
  });
  const { tickUs, stepOverheadUs, worstTickUs, utilisation, verdict, responses } = report.schedule;
  const schedule = {
    verdict,
    tickUs: tickUs ?? null,
    stepOverheadUs,
    worstTickUs: bound(worstTickUs),
    utilisation: utilisation ?? null,
    responses: responses.map(response),
  };
  return `${JSON.stringify({ ...report, schedule }, null, 2)}\n`;
}
