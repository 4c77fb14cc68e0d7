// SPDX-License-Identifier: Apache-2.0
// What a run comes to, for each module.

import Table from 'cli-table3';
import { printable } from '../support/terminal';
import { Latches } from './latches';
import type { Happened } from './lines';
import type { Scenario } from './scenario';

export interface ModuleSummary {
  readonly module: string;
  /** At the end of the scenario. */
  state: string;
  steps: number;
  traps: number;
  /** Entries that the quota ended. */
  quotaKills: number;
  /** Times that it could not be loaded or started. */
  refusals: number;
  readonly quotaUs: number;
  totalUs: number;
  maxUs: number;
  /** What the longest step left of the quota; null: it has none, or it made no step. */
  worstMarginUs: number | null;
  eventsPosted: number;
  /** Events that woke a step of it. */
  eventsTaken: number;
  bytesDown: number;
  poolBytes: number;
  memoryBytes: number;
}

export interface Summary {
  readonly scenario: string;
  readonly target: string;
  readonly virtualUs: number;
  boots: number;
  interrupts: number;
  logEntries: number;
  logLost: number;
  readonly modules: readonly ModuleSummary[];
}

/** Adds up a run while it goes on. */
export class Summarizer {
  private readonly summary: Summary;
  private readonly byName: ReadonlyMap<string, ModuleSummary>;
  private readonly latches: Latches;

  constructor(scenario: Scenario, target: string) {
    const modules = scenario.modules.map(({ module }): ModuleSummary => ({
      module: module.name,
      state: 'UNLOADED',
      steps: 0,
      traps: 0,
      quotaKills: 0,
      refusals: 0,
      quotaUs: module.policy.cpu_quota_us,
      totalUs: 0,
      maxUs: 0,
      worstMarginUs: null,
      eventsPosted: 0,
      eventsTaken: 0,
      bytesDown: 0,
      poolBytes: 0,
      memoryBytes: 0,
    }));
    this.byName = new Map(modules.map((module) => [module.module, module]));
    this.latches = new Latches(scenario);
    this.summary = {
      scenario: scenario.name,
      target,
      virtualUs: scenario.durationUs,
      boots: 0,
      interrupts: 0,
      logEntries: 0,
      logLost: 0,
      modules,
    };
  }

  take(happened: Happened): void {
    const woke = this.latches.take(happened);
    addToAll(this.summary, happened);
    const module = 'module' in happened && happened.module !== null ? this.byName.get(happened.module) : undefined;
    if (module === undefined) return;
    addToModule(module, happened);
    module.eventsTaken += woke.length;
  }

  result(): Summary {
    return this.summary;
  }
}

function addToAll(summary: Summary, happened: Happened): void {
  if (happened.type === 'boot') summary.boots++;
  else if (happened.type === 'log') summary.logEntries++;
  else if (happened.type === 'end') summary.logLost = happened.logLost;
  else if (happened.type === 'post' && happened.module === null) summary.interrupts++;
}

function addToModule(module: ModuleSummary, happened: Happened): void {
  switch (happened.type) {
    case 'entry': {
      const { kind, us, outcome } = happened;
      module.totalUs += us;
      if (outcome === 'over' || outcome === 'hung') module.quotaKills++;
      if (kind !== 'step') return;
      module.steps++;
      module.maxUs = Math.max(module.maxUs, us);
      if (module.quotaUs > 0) module.worstMarginUs = module.quotaUs - module.maxUs;
      return;
    }
    case 'stopped':
      if (happened.state === 'TRAPPED') module.traps++;
      return;
    case 'refused':
      module.refusals++;
      return;
    case 'post':
      module.eventsPosted++;
      return;
    case 'down':
      module.bytesDown += happened.bytes;
      return;
    case 'result':
      Object.assign(module, {
        state: happened.state,
        poolBytes: happened.poolBytes,
        memoryBytes: happened.memoryBytes,
      });
      return;
    default:
      return;
  }
}

/** `realMs`: how long the run really took. */
export function formatSummary(summary: Summary, realMs: number): string {
  const table = new Table({
    head: ['module', 'state', 'steps', 'faults', 'time', 'longest', 'quota', 'margin', 'posted', 'taken', 'down'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const module of summary.modules) {
    table.push([
      module.module,
      module.state,
      module.steps,
      module.traps + module.quotaKills + module.refusals,
      `${module.totalUs} us`,
      `${module.maxUs} us`,
      module.quotaUs === 0 ? 'none' : `${module.quotaUs} us`,
      module.worstMarginUs === null ? '-' : `${module.worstMarginUs} us`,
      module.eventsPosted,
      module.eventsTaken,
      module.bytesDown,
    ]);
  }
  const { scenario, target, virtualUs, boots, interrupts, logEntries, logLost } = summary;
  const speed = virtualUs / 1000 / Math.max(realMs, 0.001);
  const ran = `${printable(scenario)} on ${target}: ${virtualUs / 1e6} s of virtual time in ${(realMs / 1000).toFixed(3)} s, ${speed.toFixed(speed < 10 ? 1 : 0)} times real time`;
  return `${table.toString()}\n${ran}; ${boots} boots, ${interrupts} interrupts, ${logEntries} log entries (${logLost} lost)\n`;
}
