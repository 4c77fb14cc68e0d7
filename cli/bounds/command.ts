// SPDX-License-Identifier: Apache-2.0
// `npm run bounds`: worst-case stack below each entry point of the runtime, and the bounds of its loops.

import Table from 'cli-table3';
import { createCommand, ExitCode } from '../support/main';
import { type Budgets, readBudgets, writeEntries } from './budgets';
import { type BoundsReport, boundsReport, faultsOf } from './report';
import { TARGETS } from './targets';

interface BoundsOptions {
  readonly build: string;
  readonly json: boolean;
  readonly paths: boolean;
  readonly update: boolean;
}

export async function boundsCommand(args: readonly string[]): Promise<number> {
  const command = createCommand('bounds')
    .description('worst-case stack below each entry point of the emitted C, beside its budget, and the bounds of loops')
    .option('--build <dir>', 'build directory whose emitted C it is about', 'build')
    .option('--paths', 'the calls that lead to each worst case', false)
    .option('--json', 'everything as JSON', false)
    .option('--update', 'agree on these depths: write test/size/stack-budgets.json', false)
    .parse([...args], { from: 'user' });
  const options = command.opts<BoundsOptions>();
  let budgets = readBudgets();
  const report = await boundsReport(options.build, budgets);
  if (options.update) {
    const entries = Object.fromEntries(
      report.entries.map(({ name, depth }) => [
        name,
        { linux: rounded(depth.linux.bytes), 'cortex-m4': rounded(depth['cortex-m4'].bytes) },
      ]),
    );
    process.stderr.write(`written: ${writeEntries(budgets, entries)}\n`);
    budgets = readBudgets();
  }
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : printed(report, budgets, options.paths));
  const faults = faultsOf(report, budgets);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0 ? ExitCode.Success : ExitCode.InputErrors;
}

/** So that a register saved more is no change of the budget. */
const GRAIN = 32;
const rounded = (bytes: number): number => Math.ceil(bytes / GRAIN) * GRAIN;

function printed(report: BoundsReport, budgets: Budgets, paths: boolean): string {
  const stacks = new Table({
    head: ['entry point', 'called by', ...TARGETS.flatMap((target) => [target, 'budget'])],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, kind, depth } of report.entries) {
    const columns = TARGETS.flatMap((target) => [depth[target].bytes, budgets.entries[name]?.[target] ?? '']);
    stacks.push([name, kind === 'native' ? 'modules' : kind === 'interrupt' ? 'any context' : 'host', ...columns]);
  }
  const loops = new Table({ head: ['loop', 'in', 'bound', ''], style: { head: [], border: [], compact: true } });
  for (const { file, line, function: name, bound, how, reason } of report.loops) {
    loops.push([`${file}:${line}`, name, bound ?? '', reason === undefined ? how : `${how}: ${reason}`]);
  }
  const ways = report.entries.flatMap(({ name, depth }) =>
    TARGETS.map(
      (target) => `${target}: ${name}: ${depth[target].path.map((s) => `${s.name} ${s.bytes}`).join(' → ')}\n`,
    ),
  );
  return `${stacks.toString()}\n${paths ? ways.join('') : ''}${report.loops.length === 0 ? '' : `${loops.toString()}\n`}`;
}
