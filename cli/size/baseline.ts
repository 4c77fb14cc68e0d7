// SPDX-License-Identifier: Apache-2.0
/** test/size/baseline.json: the sizes that were agreed on. A number that moves by more than 1 % and 16 bytes has to be agreed on again. */

import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../support/paths';
import type { ImageReport } from './report';

const FILE = 'test/size/baseline.json';
const RELATIVE = 0.01;
const ABSOLUTE = 16;

/** "WAMR text" → bytes. */
export type Figures = Readonly<Record<string, number>>;
export type Baseline = Readonly<Record<string, Readonly<Record<string, Figures>>>>;

export function figuresOf({ components, total, stack }: ImageReport): Figures {
  const figures: Record<string, number> = {};
  for (const [name, sizes] of [...components, ['total', total] as const]) {
    // Every fill moves with what is beside it.
    if (name === 'alignment') continue;
    for (const kind of ['text', 'data', 'bss'] as const) {
      if (sizes[kind] !== 0) figures[`${name} ${kind}`] = sizes[kind];
    }
  }
  for (const { name, bytes } of stack ?? []) figures[`stack ${name}`] = bytes;
  return figures;
}

export function moved(before: number, now: number): boolean {
  const by = Math.abs(now - before);
  return by > ABSOLUTE && by > RELATIVE * before;
}

export function compareFigures(before: Figures, now: Figures): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name) => {
    const [old = 0, current = 0] = [before[name], now[name]];
    return moved(old, current) ? [`${name}: ${old} → ${current} bytes`] : [];
  });
}

export function readBaseline(): Baseline {
  const file = path.join(repositoryRoot(), FILE);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Baseline) : {};
}

/** What is wrong with the report by the baseline; one line each. */
export function compareWithBaseline(report: ImageReport, baseline: Baseline): string[] {
  const before = baseline[report.board]?.[report.image];
  if (before === undefined) return ['is not in the baseline'];
  return compareFigures(before, figuresOf(report));
}

export function updateBaseline(reports: readonly ImageReport[]): string {
  const boards: Record<string, Record<string, Figures>> = { ...readBaseline() };
  for (const report of reports) {
    boards[report.board] = { ...boards[report.board], [report.image]: figuresOf(report) };
  }
  const file = path.join(repositoryRoot(), FILE);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(boards, null, 2)}\n`);
  return FILE;
}
