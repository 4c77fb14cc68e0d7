// SPDX-License-Identifier: Apache-2.0
/** The size report for people. */

import Table from 'cli-table3';
import { colorsFor } from '../support/terminal';
import { type ImageReport, type Memory } from './report';
import type { StackFigure } from './stack/report';

const colors = colorsFor(process.stdout);

/** A name in the first column, numbers in the others. */
export function table(head: readonly string[]): Table.Table {
  const colAligns = head.map((_, column): Table.HorizontalAlignment => (column === 0 ? 'left' : 'right'));
  return new Table({ head: head.map(colors.bold), colAligns, style: { head: [], border: [], compact: true } });
}

function componentTable({ components, total }: ImageReport): string {
  const rows = table(['bytes', 'text', 'data', 'bss', 'flash', 'RAM']);
  for (const [name, { text, data, bss }] of [...components, ['total', total] as const]) {
    rows.push([name, text, data, bss, text + data, data + bss]);
  }
  return rows.toString();
}

function memoryLine(name: string, { used, size }: Memory): string {
  const percent = size === 0 ? '' : ` (${((100 * used) / size).toFixed(1)} %)`;
  return `${name}: ${used} of ${size} bytes${percent}, ${size - used} free`;
}

function stackTable(figures: readonly StackFigure[], unused: number | undefined): string {
  const rows = table(['stack, bytes', 'worst case', 'of', 'measured', '']);
  for (const { name, bytes, available, sum } of figures) {
    const measured = name === 'task runtime' && unused !== undefined ? available - unused : '';
    rows.push([name, bytes > available ? colors.red(String(bytes)) : bytes, available, measured, sum]);
  }
  return rows.toString();
}

/** The way to the worst case, one function a line. */
function stackPath({ name, path }: StackFigure): string {
  const steps = path.map(({ name: step, bytes, activations }) => {
    const times = activations > 1 ? ` (${activations} calls of itself)` : '';
    return `  ${String(bytes).padStart(5)}  ${step}${times}`;
  });
  return [`${name}:`, ...steps].join('\n');
}

function symbolTables({ symbols }: ImageReport, count: number): string {
  return [...symbols]
    .map(([component, all]) => {
      const rows = table([component, 'bytes', '']);
      for (const { name, size, kind } of all.slice(0, count)) rows.push([name, size, kind]);
      return rows.toString();
    })
    .join('\n');
}

export interface PrintOptions {
  /** The largest symbols of each component. */
  readonly symbols: number;
  readonly paths: boolean;
  /** Of the runtime's task, as the image measured it. */
  readonly stackUnused: number | undefined;
}

export function printReport(report: ImageReport, { symbols, paths, stackUnused }: PrintOptions): string {
  const lines = [
    colors.bold(`${report.board}: ${report.image}, build ${report.buildId ?? 'unknown'}`),
    componentTable(report),
    memoryLine('flash', report.flash),
    memoryLine('RAM', report.ram),
    `largest in RAM: ${report.ramParts.map(({ name, size }) => `${name} ${size}`).join(', ')}`,
  ];
  if (report.stack === undefined) lines.push(`stack: not known: ${report.stackFault}`);
  else lines.push(stackTable(report.stack, stackUnused));
  if (paths) lines.push(...(report.stack ?? []).map(stackPath));
  if (symbols > 0) lines.push(symbolTables(report, symbols));
  for (const { name, value, limit } of report.limits) {
    const verdict = value <= limit ? colors.green('met') : colors.red('exceeded');
    lines.push(`limit ${name}: ${value} of ${limit} bytes: ${verdict}`);
  }
  return `${lines.join('\n')}\n`;
}
