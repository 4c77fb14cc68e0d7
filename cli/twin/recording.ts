// SPDX-License-Identifier: Apache-2.0
// Recordings: how long each entry of a run took, one JSON object a line. What a board's firmware or the demo's host program prints
// is one as well: its lines have the step times of each frame.

import { readBytes } from '../config/checked-file';
import { UserError } from '../support/main';
import { suggestion } from '../support/nearest';
import { shortPath } from '../support/paths';
import { type Happened, readLine } from './lines';
import type { Scenario, TwinModule } from './scenario';

const FORMAT = 1;
const MAX_US = 0xffff_fffe;

/** The first line of a recording. */
export function recordingHead(scenario: Scenario, target: string): string {
  return `${JSON.stringify({ fuse_twin_recording: FORMAT, scenario: scenario.name, target })}\n`;
}

/** The line of what happened; empty for what a recording does not have. */
export function recordingLine(happened: Happened): string {
  if (happened.type !== 'entry' || (happened.kind !== 'step' && happened.kind !== 'init')) return '';
  const { module, kind, atUs, us, outcome } = happened;
  return `${JSON.stringify({ module, entry: kind, at_us: atUs, us, outcome })}\n`;
}

interface Entry {
  readonly module: string;
  readonly kind: 'init' | 'step';
  readonly us: number;
  readonly line: number;
}

/** The scenario with the durations of a recording in place of its own. Throws UserError for a recording that is not one of it. */
export function replay(scenario: Scenario, file: string): Scenario {
  const name = shortPath(file);
  const entries = readBytes(name, file)
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) => entriesOf(line.trim(), name, index + 1));
  if (entries.length === 0) {
    throw new UserError(
      `${name} has no step times: a recording has them (--record), and in the console of firmware or demo the lines \`frame\``,
      1,
    );
  }
  const names = scenario.modules.map(({ module }) => module.name);
  const stranger = entries.find(({ module }) => !names.includes(module));
  if (stranger !== undefined) {
    throw new UserError(
      `${name}:${stranger.line}: ${shortPath(scenario.config)} has no module '${stranger.module}'${suggestion(stranger.module, names)}`,
      1,
    );
  }
  return { ...scenario, modules: scenario.modules.map((module) => withTimes(module, entries)) };
}

function withTimes({ module }: TwinModule, entries: readonly Entry[]): TwinModule {
  const own = entries.filter((entry) => entry.module === module.name);
  const quota = module.policy.cpu_quota_us;
  // A stopped entry is recorded with its whole quota.
  const us = (entry: Entry): number => Math.min(entry.us, MAX_US, quota === 0 ? MAX_US : quota + 1);
  const listUs = own.filter(({ kind }) => kind === 'step').map(us);
  const init = own.find(({ kind }) => kind === 'init');
  return {
    module,
    initUs: init === undefined ? 0 : us(init),
    step: { listUs, callUs: {}, measured: false, recorded: true },
  };
}

/** What a line says of step times. */
function entriesOf(line: string, name: string, number: number): Entry[] {
  if (line.startsWith('{')) return ofJson(line, name, number);
  const firmware = /^frame \d+ missed \d+ .* steps((?: \w+ \d+)*)$/.exec(line);
  if (firmware !== null) {
    const steps = [...(firmware[1] ?? '').matchAll(/ (\w+) (\d+)/g)];
    return steps.map(([, module = '', us]) => ({ module, kind: 'step', us: Number(us), line: number }));
  }
  const happened = /^entry \d/.test(line) ? readLine(line) : undefined;
  if (happened?.type !== 'entry') return [];
  return ofEntry(happened.module, happened.kind, happened.us, happened.outcome, number);
}

function ofEntry(module: string, kind: unknown, us: number, outcome: unknown, line: number): Entry[] {
  if (kind !== 'init' && kind !== 'step') return [];
  const stopped = outcome === 'over' || outcome === 'hung';
  return [{ module, kind, us: stopped ? us + 1 : us, line }];
}

interface JsonLine {
  fuse_twin_recording?: unknown;
  module?: unknown;
  entry?: unknown;
  us?: unknown;
  outcome?: unknown;
  type?: unknown;
  steps?: unknown;
}

function ofJson(line: string, name: string, number: number): Entry[] {
  const fail = (what: string): never => {
    throw new UserError(`${name}:${number}: ${what}; record the run again`, 1);
  };
  let value: JsonLine;
  try {
    value = JSON.parse(line) as JsonLine;
  } catch {
    return fail('is no JSON object');
  }
  const { module, entry, us, outcome, type, steps } = value;
  if (value.fuse_twin_recording !== undefined) {
    if (number > 1) return fail('begins a second recording');
    return value.fuse_twin_recording === FORMAT
      ? []
      : fail(`is a recording of format ${JSON.stringify(value.fuse_twin_recording)}, not ${FORMAT}`);
  }
  if (type === 'frame' && Array.isArray(steps)) {
    return (steps as { module: string; step_us: number }[]).map((step) => ({
      module: step.module,
      kind: 'step',
      us: step.step_us,
      line: number,
    }));
  }
  if (type !== undefined) return [];
  if (typeof module !== 'string' || typeof us !== 'number' || !Number.isSafeInteger(us) || us < 0) {
    return fail("needs 'module', 'entry' and 'us', a whole number of microseconds");
  }
  if (entry !== 'init' && entry !== 'step') return fail("has an entry that is neither 'init' nor 'step'");
  return ofEntry(module, entry, us, outcome, number);
}
