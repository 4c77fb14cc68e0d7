// SPDX-License-Identifier: Apache-2.0
/** Runs a campaign against one target from its first number to its last, and shrinks what it found. */
import { inParts, type Progress, Workers } from './campaign';
import { CORTEX_M4, HOST } from './examine';
import { classOf } from './failure';
import { add, type Features } from './features';
import { MISTAKES } from './mistakes/examine';

export const TARGETS = ['host', 'cortex-m4', 'ill-typed', 'mutations'] as const;
export type Target = (typeof TARGETS)[number];

export interface CampaignOptions {
  readonly target: Target;
  readonly seed: number;
  readonly programs: number;
  readonly workers: number;
  /** No new part is begun after this. */
  readonly timeLimitMs: number;
  /** For making one failure of each class smaller; 0: as found. */
  readonly shrinkMs: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** A failure, with the smallest program that shows it. */
export interface Finding {
  /** Number of the program in the campaign. */
  readonly index: number;
  readonly what: string;
  readonly text: string;
}

export interface CampaignReport {
  readonly target: Target;
  readonly seed: number;
  readonly programs: number;
  readonly seconds: number;
  /** Counts by what they are. */
  readonly figures: Readonly<Record<string, number>>;
  readonly features: Features;
  readonly failures: number;
  /** One for each class of failures. */
  readonly findings: readonly Finding[];
}

const MOST_FINDINGS = 8;
/** Programs that one worker takes at once: enough for a compiler's start not to count. */
const PART: Readonly<Record<Target, number>> = { host: 250, 'cortex-m4': 250, 'ill-typed': 50, mutations: 20 };

export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const started = Date.now();
  const workers = new Workers(options.workers);
  try {
    const report = await (options.target === 'host' || options.target === 'cortex-m4'
      ? agreement(options, workers)
      : refusal(options, workers));
    return { ...report, seconds: (Date.now() - started) / 1000 };
  } finally {
    workers.end();
  }
}

function parts<T>(
  options: CampaignOptions,
  work: (first: number, count: number) => Promise<T>,
  onPart: (result: T) => void,
): Promise<void> {
  const { programs, workers, target, timeLimitMs, onProgress } = options;
  const size = Math.min(PART[target], Math.ceil(programs / workers));
  return inParts(programs, size, workers, Date.now() + timeLimitMs, work, (result, progress) => {
    onPart(result);
    onProgress?.(progress);
  });
}

/** Right programs: every target does the same. */
async function agreement(options: CampaignOptions, workers: Workers): Promise<CampaignReport> {
  const { target, seed, shrinkMs } = options;
  const figures = { ran: 0, panics: 0, proved: 0, checked: 0 };
  const features: Features = {};
  const failures: { index: number; what: string }[] = [];
  const targets = target === 'host' ? HOST : CORTEX_M4;
  await parts(
    options,
    (first, count) => workers.ask({ kind: 'examine', seed, first, count, targets }),
    (result) => {
      for (const name of ['ran', 'panics', 'proved', 'checked'] as const) figures[name] += result[name];
      add(features, result.features);
      failures.push(...result.failures);
    },
  );
  const findings: Finding[] = [];
  for (const { index, what } of onePerClass(failures)) {
    const smallest = await workers.ask({ kind: 'shrink', seed, index, what, limitMs: shrinkMs });
    findings.push({ index, what: smallest.what, text: smallest.program.text });
  }
  return { target, seed, programs: figures.ran, seconds: 0, figures, features, failures: failures.length, findings };
}

function onePerClass(failures: readonly { index: number; what: string }[]): { index: number; what: string }[] {
  const classes = new Map<string, { index: number; what: string }>();
  for (const failure of failures) if (!classes.has(classOf(failure.what))) classes.set(classOf(failure.what), failure);
  return [...classes.values()].slice(0, MOST_FINDINGS);
}

/** Wrong programs: each is refused, and for the right reason; and whatever is written, the compiler does not fail. */
async function refusal(options: CampaignOptions, workers: Workers): Promise<CampaignReport> {
  const { target, seed } = options;
  const figures: Record<string, number> = {};
  const failures: Finding[] = [];
  const tried = new Set<string>();
  const count = (name: string, more: number): void => {
    figures[name] = (figures[name] ?? 0) + more;
  };
  if (target === 'ill-typed') {
    await parts(
      options,
      (first, some) => workers.ask({ kind: 'mistakes', seed, first, count: some }),
      (result) => {
        count('refused as expected', result.refused);
        for (const place of Object.keys(result.tried)) tried.add(place);
        failures.push(...result.failures);
      },
    );
    figures['kinds of mistake'] = tried.size;
    figures['codes expected'] = new Set([...tried].flatMap((place) => MISTAKES[Number(place)]?.codes ?? [])).size;
  } else {
    await parts(
      options,
      (first, some) => workers.ask({ kind: 'mutants', seed, first, count: some }),
      (result) => {
        count('answered', result.ran - result.failures.length);
        count('still a program', result.accepted);
        failures.push(...result.failures);
      },
    );
  }
  const programs = (figures['refused as expected'] ?? figures['answered'] ?? 0) + failures.length;
  const findings = failures.slice(0, MOST_FINDINGS);
  return { target, seed, programs, seconds: 0, figures, features: {}, failures: failures.length, findings };
}
