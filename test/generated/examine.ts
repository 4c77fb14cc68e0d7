// SPDX-License-Identifier: Apache-2.0
/** Compiles programs and runs them on targets: what the compiler refused, and where targets disagree. */
import * as path from 'node:path';
import { emit } from '../../codegen/src/outputs';
import { assemble, type Batch, compileBatch, refusals } from './batch';
import type { GeneratedProgram } from './generator/program';
import { agree, describe, type Outcome, siteKinds } from './outcome';
import { runCortexM4 } from './targets/cortex';
import { CONFIGURATIONS, runNative, sourcesOf } from './targets/native';
import { runNode } from './targets/node';
import { type Features, featuresOf } from './features';

/** Programs to a translation unit. */
const PER_FILE = 100;

export interface Targets {
  readonly node: boolean;
  /** Names of CONFIGURATIONS. */
  readonly native: readonly string[];
  readonly cortexM4: boolean;
}
export const HOST: Targets = { node: true, native: CONFIGURATIONS.map((c) => c.name), cortexM4: false };
export const CORTEX_M4: Targets = { node: true, native: ['gcc -O0'], cortexM4: true };

export interface Failure {
  /** Place of the program in the list that was given. */
  readonly index: number;
  readonly what: string;
}
export interface Examination {
  /** Programs that ran on every target. */
  readonly ran: number;
  /** Runs that a check ended, as all targets agree. */
  readonly panics: number;
  readonly proved: number;
  readonly checked: number;
  readonly failures: readonly Failure[];
  readonly features: Features;
}

/** `folder` is for what is written, and emptied. */
export function examine(programs: readonly GeneratedProgram[], targets: Targets, folder: string): Examination {
  const failures: Failure[] = [];
  const accepted = withoutRefused(programs, failures);
  if (accepted === null) return { ran: 0, panics: 0, proved: 0, checked: 0, failures, features: {} };
  const { batch, compiled } = accepted;
  const { program } = compiled;
  if (program === null) throw new Error('a batch without diagnostics gave no program');
  const outputs = emit(program, { lineDirectives: false, sourceRoot: '' });
  const checks = outputs.find((o) => o.name === 'checks.json')?.text ?? '';
  const placed = batch.programs.map((p) => p.program);
  const results = new Map<string, Outcome[]>();
  const sources = sourcesOf(outputs, placed, path.join(folder, 'native'));
  for (const configuration of CONFIGURATIONS)
    if (targets.native.includes(configuration.name))
      results.set(
        configuration.name,
        runNative(path.join(folder, 'native'), sources, configuration, placed.length, checks),
      );
  const node = targets.node ? runNode(program, placed) : null;
  if (node !== null) results.set('Node', node.plain);
  if (targets.cortexM4) results.set('Cortex-M4', runCortexM4(path.join(folder, 'cortex-m4'), outputs, placed, checks));
  const places = new Map(programs.map((p, i) => [p, i]));
  const kinds = siteKinds(checks);
  const ended = batch.programs.map(() => new Set<string>());
  let panics = 0;
  batch.programs.forEach(({ program: one }, i) => {
    const index = places.get(one) as number;
    const what = disagreement([...results].map(([name, outcomes]) => [name, outcomes[i] as Outcome]));
    if (what !== null) failures.push({ index, what });
    const interrupted = node?.interrupted[i] ?? null;
    if (interrupted?.kind === 'broke')
      failures.push({ index, what: `Node: ${describe(interrupted)}, interrupted anywhere` });
    const [first] = results.values();
    const outcome = first?.[i];
    if (outcome?.kind !== 'ran') return;
    const sites = outcome.runs.flatMap((r) => (r.panic === null ? [] : [r.panic]));
    panics += sites.length;
    for (const kind of sites.flatMap((place) => kinds.get(place) ?? [])) ended[i]?.add(kind);
  });
  const { totals } = JSON.parse(checks) as { totals: { proved: number; checked: number } };
  return { ran: placed.length, panics, ...totals, failures, features: featuresOf(batch, program, ended) };
}

/** The batch of the programs that compile; the others are failures: each of them should. */
function withoutRefused(
  programs: readonly GeneratedProgram[],
  failures: Failure[],
): { batch: Batch; compiled: ReturnType<typeof compileBatch> } | null {
  let rest = [...programs];
  while (rest.length > 0) {
    const batch = assemble(rest, PER_FILE);
    const compiled = compileBatch(batch);
    if (compiled.diagnostics.isEmpty) return { batch, compiled };
    const refused = refusals(batch, compiled.diagnostics.sorted());
    for (const [placed, diagnostics] of refused) {
      const [first] = diagnostics;
      const line = batch.files[placed.file]?.split('\n')[(first?.at.line ?? 1) - 1]?.trim();
      // tsc follows equality with constants further than is of interest here: a comparison whose answer it knows is no failure.
      if (first?.message.startsWith('TS2367') === true) continue;
      failures.push({
        index: programs.indexOf(placed.program),
        what: `refused: ${first?.code} ${first?.message} in: ${line}`,
      });
    }
    const names = new Set([...refused.keys()].map((p) => p.program));
    rest = rest.filter((p) => !names.has(p));
  }
  return null;
}

function disagreement(results: readonly (readonly [string, Outcome])[]): string | null {
  const [first, ...others] = results;
  if (first === undefined) return null;
  const odd = others.filter(([, outcome]) => !agree(first[1], outcome));
  if (first[1].kind === 'ran' && odd.length === 0) return null;
  return [first, ...odd].map(([name, outcome]) => `${name}: ${describe(outcome)}`).join('\n  ');
}
