// SPDX-License-Identifier: Apache-2.0
/** Bounded campaigns, the same in every run: all targets agree on generated programs, and mistakes are found where they are. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { table } from '../../codegen/src/subset/table';
import { assemble, compileBatch } from './batch';
import { CORTEX_M4, examine, HOST } from './examine';
import { constructsIn, featuresOfTexts, missingConstructs, missingPanics, NOT_GENERATED } from './features';
import { foundPrograms } from './found';
import { choicesOf } from './generator/choices';
import { generate } from './generator/program';
import { MISTAKES } from './mistakes/examine';
import type { Outcome } from './outcome';
import { type CampaignOptions, type CampaignReport, runCampaign } from './run';
import { runNode } from './targets/node';

const TIMEOUT = 240_000;

const SEED = 20_261_123;

function campaign(target: CampaignOptions['target'], programs: number): Promise<CampaignReport> {
  return runCampaign({ target, programs, seed: SEED, workers: 2, timeLimitMs: Infinity, shrinkMs: 30_000 });
}
const told = ({ findings }: CampaignReport): string[] =>
  findings.map(({ index, what, text }) => `${index}: ${what}\n${text}`);

test(
  'Node, gcc and clang agree on every program, and every kind of check ends one',
  async () => {
    const report = await campaign('host', 500);
    expect(told(report)).toEqual([]);
    expect(report.programs).toBe(500);
    // Programs that only end in panics, or that never do, would show little.
    expect(report.figures['panics']).toBeGreaterThan(50);
    expect(report.figures['panics']).toBeLessThan(1000);
    expect(report.figures['checked']).toBeGreaterThan(50);
    expect(missingPanics(report.features)).toEqual([]);
  },
  TIMEOUT,
);

test('every construct of the language is in some of 2,000 programs', () => {
  const programs = Array.from({ length: 2000 }, (_, i) => generate(choicesOf(SEED, i), 'p0'));
  const features = featuresOfTexts(programs);
  expect(missingConstructs(features)).toEqual([]);
  // One in a thousand says little.
  expect(constructsIn(features).filter(([, count]) => count < 20)).toEqual([]);
  // An exception that holds no longer is one too many.
  expect(Object.keys(NOT_GENERATED).filter((name) => features[name] !== undefined)).toEqual([]);
});

test(
  'the Cortex-M4 agrees',
  async () => {
    const report = await campaign('cortex-m4', 100);
    expect(told(report)).toEqual([]);
    expect(report.programs).toBe(100);
  },
  TIMEOUT,
);

test('under Node an interrupt comes between any two statements', () => {
  const text = `/** @isr it changes between two reads */
let both: u32 = 0;
/** @isr */
export function bothInterrupt(line: u32): void {
  both = wrap(both + line);
}
export function bothRun(seed: u32): void {
  both = seed;
  for (let i: u32 = 0; i < 100; i++) {
    const first = both;
    if (both !== first) unreachable();
  }
}
`;
  const program = { run: 'bothRun', text, imports: [] };
  const { program: compiled } = compileBatch(assemble([program], 1));
  if (compiled === null) throw new Error('refused');
  const ends = (outcomes: readonly (Outcome | null)[]): unknown =>
    outcomes.map((o) => (o?.kind === 'ran' ? o.runs.map((r) => r.panic) : o));
  const { plain, interrupted } = runNode(compiled, [program]);
  expect(ends(plain)).toEqual([[null, null, null]]);
  expect(ends(interrupted)).toEqual([['unit0.ts:12', 'unit0.ts:12', 'unit0.ts:12']]);
});

test('every rule that refuses syntax has a mistake that breaks it', () => {
  const codes = Object.values(table).flatMap((rule) => (rule.rule === 'refused' ? [rule.code] : []));
  const broken = new Set(MISTAKES.flatMap((mistake) => mistake.codes));
  expect([...new Set(codes)].filter((code) => !broken.has(code))).toEqual([]);
});

test(
  'a program with one mistake is refused for that mistake',
  async () => {
    const report = await campaign('ill-typed', MISTAKES.length + 50);
    expect(told(report)).toEqual([]);
    expect(report.figures['kinds of mistake']).toBe(MISTAKES.length);
  },
  TIMEOUT,
);

test(
  'a runtime with tokens out of place gives a program or a diagnostic',
  async () => {
    const report = await campaign('mutations', 16);
    expect(told(report)).toEqual([]);
  },
  TIMEOUT,
);

test(
  'what campaigns have found stays found',
  () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-found-'));
    try {
      const programs = foundPrograms();
      expect(programs.length).toBeGreaterThan(0);
      const { failures } = examine(programs, { ...HOST, cortexM4: CORTEX_M4.cortexM4 }, folder);
      expect(failures.map(({ index, what }) => `${programs[index]?.run}: ${what}`)).toEqual([]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
  TIMEOUT,
);
