// SPDX-License-Identifier: Apache-2.0
/** What `npm run bounds` says: how deep the stack gets below each entry point, and how often each loop runs. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { repositoryRoot } from '../support/paths';
import { type Budgets, readBudgets } from './budgets';
import { type Depth, EmittedCallGraph, type EmittedFunction } from './call-graph';
import { compileFor, type Objects, type Target, TARGETS } from './targets';

export interface EntryPoint {
  readonly name: string;
  /** How it is come by: a call of the host's, one that interrupts may make, a native function of modules. */
  readonly kind: 'host' | 'interrupt' | 'native';
  readonly depth: Readonly<Record<Target, Depth>>;
}

export interface LoopBound {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  /** Counted by its variable, proved, or declared and checked. */
  readonly how: string;
  /** The most turns there can be; null where their number is no constant. */
  readonly bound: number | null;
  readonly reason?: string;
}

export interface BoundsReport {
  readonly entries: readonly EntryPoint[];
  readonly loops: readonly LoopBound[];
}

function readJson(buildDirectory: string, name: string): unknown {
  const file = path.join(repositoryRoot(), buildDirectory, 'generated', name);
  if (!fs.existsSync(file)) throw new UserError(`there is no ${file}: run 'npm run build' first`);
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** Wrappers of native functions, which WAMR calls. */
const NATIVES = 'fuse_natives';

export function entryPoints(
  functions: readonly EmittedFunction[],
  objects: Readonly<Record<Target, Objects>>,
  budgets: Budgets,
): EntryPoint[] {
  const graphs = TARGETS.map((target) => new EmittedCallGraph(target, objects[target], functions, budgets));
  const depthOf = (name: string): Record<Target, Depth> =>
    Object.fromEntries(TARGETS.map((target, i) => [target, (graphs[i] as EmittedCallGraph).deepest(name)])) as Record<
      Target,
      Depth
    >;
  const ofApi = functions
    .filter(({ entry }) => entry)
    .map(({ name, isr }): EntryPoint => ({ name, kind: isr ? 'interrupt' : 'host', depth: depthOf(name) }));
  const ofModules = (graphs[0]?.namesIn(NATIVES) ?? []).map((name): EntryPoint => ({
    name,
    kind: 'native',
    depth: depthOf(name),
  }));
  return [...ofApi, ...ofModules].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function boundsReport(buildDirectory: string, budgets = readBudgets()): Promise<BoundsReport> {
  const { functions } = readJson(buildDirectory, 'calls.json') as { functions: EmittedFunction[] };
  const { loops = [] } = readJson(buildDirectory, 'checks.json') as { loops?: LoopBound[] };
  const objects = Object.fromEntries(
    await Promise.all(TARGETS.map(async (target) => [target, await compileFor(target, buildDirectory)] as const)),
  ) as Record<Target, Objects>;
  return { entries: entryPoints(functions, objects, budgets), loops };
}

/** One line for each entry point that is deeper than agreed on, or of which nothing was, and for each that is no longer there. */
export function faultsOf({ entries }: BoundsReport, { entries: agreed }: Budgets): string[] {
  const faults = entries.flatMap(({ name, depth }) =>
    TARGETS.flatMap((target) => {
      const budget = agreed[name]?.[target];
      const { bytes, path: steps } = depth[target];
      if (budget === undefined) return [`${target}: ${name}: up to ${bytes} bytes of stack, and no budget for it`];
      if (bytes <= budget) return [];
      const way = steps.map((step) => `${step.name} ${step.bytes}`).join(' → ');
      return [
        `${target}: ${name}: up to ${bytes} bytes of stack, ${bytes - budget} more than its budget of ${budget}: ${way}`,
      ];
    }),
  );
  const gone = Object.keys(agreed).filter((name) => !entries.some((entry) => entry.name === name));
  return [...faults, ...gone.map((name) => `test/size/stack-budgets.json: there is no entry point ${name} any more`)];
}
