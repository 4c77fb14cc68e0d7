// SPDX-License-Identifier: Apache-2.0
/** `npm run fuzz`: programs that a generator writes, on every target; ends with 1 when targets disagree. */

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { InvalidArgumentError, Option } from 'commander';
import { foundText } from '../test/generated/found';
import { constructsIn, missingConstructs, missingPanics } from '../test/generated/features';
import { type CampaignReport, runCampaign, type Target, TARGETS } from '../test/generated/run';
import { createCommand, ExitCode, runMain } from './support/main';
import { repositoryRoot, shortPath } from './support/paths';
import { isatty } from 'node:tty';

interface Options {
  readonly target: Target | 'all';
  readonly programs: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly workers: number;
  readonly json?: string;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a number from 1 is needed');
  return value;
}

function readOptions(args: readonly string[]): Options {
  return createCommand('fuzz')
    .description('Writes programs of the subset, runs them on every target and compares what they do.')
    .addOption(
      new Option('--target <name>', 'host: Node, gcc and clang; cortex-m4: also QEMU; ill-typed: mistakes; mutations')
        .choices([...TARGETS, 'all'])
        .default('host'),
    )
    .option('--programs <count>', 'programs of each target', count, 2000)
    .option('--seed <number>', 'of the campaign; the same one writes the same programs', count, 1)
    .option('--time-limit <seconds>', 'begin nothing new after so long, each target', count, 86_400)
    .option('--workers <count>', 'processes', count, os.availableParallelism())
    .option('--json <file>', 'write the report there as well')
    .parse([...args], { from: 'user' })
    .opts<Options>();
}

async function one(target: Target, options: Options): Promise<CampaignReport> {
  const { programs, seed, workers, timeLimit } = options;
  const bar = new SingleBar({
    format: `${target.padEnd(9)} {bar} {value}/{total}, {eta_formatted} left`,
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  const isShown = isatty(process.stderr.fd);
  if (isShown) bar.start(programs, 0);
  try {
    return await runCampaign({
      target,
      programs,
      seed,
      workers,
      timeLimitMs: timeLimit * 1000,
      shrinkMs: 120_000,
      onProgress: ({ done }) => bar.update(done),
    });
  } finally {
    if (isShown) bar.stop();
  }
}

/** The findings, each in a file of its own. */
function writeFindings({ target, seed, findings }: CampaignReport): void {
  for (const { index, what, text } of findings) {
    const folder = path.join(repositoryRoot(), 'build', 'fuzz');
    fs.mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${target}-${seed}-${index}.ts`);
    fs.writeFileSync(file, foundText(what, text));
    process.stdout.write(`${shortPath(file)}: program ${index} of seed ${seed}\n  ${what}\n`);
  }
}

function print(reports: readonly CampaignReport[]): void {
  const table = new Table({
    head: ['target', 'seed', 'programs', 'failures', 'seconds', 'figures'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [] },
  });
  for (const { target, seed, programs, failures, seconds, figures, features } of reports) {
    const shown = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
    if (Object.keys(features).length > 0) {
      const rarest = constructsIn(features).sort(([, a], [, b]) => a - b);
      shown.push(...rarest.slice(0, 5).map(([title, count]) => `${title}: in ${count}`));
      const missing = [...missingConstructs(features), ...missingPanics(features)];
      const names = missing.length <= 4 ? missing.join(', ') : `${missing.length} features`;
      shown.push(`missing ${missing.length === 0 ? 'none' : names}`);
    }
    table.push([target, seed, programs, failures, seconds.toFixed(1), shown.join('\n')]);
  }
  process.stdout.write(`${table.toString()}\n`);
}

runMain(async (args) => {
  const options = readOptions(args);
  const reports: CampaignReport[] = [];
  for (const target of options.target === 'all' ? TARGETS : [options.target]) {
    const report = await one(target, options);
    reports.push(report);
    writeFindings(report);
  }
  print(reports);
  if (options.json !== undefined) fs.writeFileSync(options.json, `${JSON.stringify(reports, null, 2)}\n`);
  return reports.every(({ failures }) => failures === 0) ? ExitCode.Success : ExitCode.InputErrors;
});
