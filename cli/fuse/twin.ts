// SPDX-License-Identifier: Apache-2.0
// `fuse twin`: a whole deployment in virtual time, on this machine or on a board.

import type { Command } from 'commander';
import { loadNatives } from '../config/natives';
import { builtNatives } from '../project/runtime-build';
import { formatDiagnostics } from '../support/diagnostics';
import { endWith, ExitCode } from '../support/main';
import { colorsFor } from '../support/terminal';
import type { Happened } from '../twin/lines';
import { play } from '../twin/play';
import { RunOutputs } from '../twin/outputs';
import { replay } from '../twin/recording';
import { ActionKind, type Scenario } from '../twin/scenario';
import { nativesFile, readScenario } from '../twin/scenario-file';
import { formatSummary, Summarizer } from '../twin/summary';
import { targetOption } from './target-option';

const HELP = `
The scenario names the application, what its sensors see, which interrupts come and what fails, each at its microsecond, and how long
the modules' steps take: docs/twin.md. The same scenario, or recording, gives the same log byte for byte.

Example:
  fuse twin demos/camera_filter_compress/scenario.yaml --trace build/trace.json

Exit codes: 0 played to the end; 1 the scenario has errors, or cannot be played to its end; 2 a file that cannot be read or written.`;

interface Options {
  readonly target: string;
  readonly log?: string;
  readonly trace?: string;
  readonly record?: string;
  readonly replay?: string;
  readonly measure: boolean;
  readonly build: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
}

export function addTwin(program: Command): void {
  program
    .command('twin <scenario>')
    .description(
      'plays a scenario in virtual time: the real runtime and modules, with a sensor, camera and faults from a file',
    )
    .addOption(targetOption())
    .option('--log <file>', 'write the log there (default: printed)')
    .option('--trace <file>', 'write a trace that ui.perfetto.dev opens')
    .option('--measure', 'steps take as long as the target takes for them', false)
    .option('--record <file>', 'write how long each step took')
    .option('--replay <file>', 'steps take as long as in a recording, or in the console of a board')
    .option('--no-build', 'use what is built')
    .option('--quiet', 'print the summary only', false)
    .option('--json', 'print the summary as JSON', false)
    .addHelpText('after', HELP)
    .action((file: string, options: Options) => twin(file, options));
}

async function twin(file: string, options: Options): Promise<void> {
  const read = readScenario(file, (build) => loadNatives(build === undefined ? builtNatives() : nativesFile(build)));
  process.stderr.write(formatDiagnostics(read.source, read.diagnostics, colorsFor(process.stderr)));
  if (read.scenario === undefined) {
    endWith(ExitCode.InputErrors);
    return;
  }
  const scenario = timed(read.scenario, options);
  const prints = options.log === undefined && !options.quiet && !options.json;
  const print = prints ? (line: string) => void process.stdout.write(line) : undefined;
  const outputs = new RunOutputs(scenario, options.target, options, print);
  const summarizer = new Summarizer(scenario, options.target);
  const refused = new Map<string, string>();
  const onHappened = (happened: Happened): void => {
    outputs.take(happened);
    summarizer.take(happened);
    if (happened.type === 'refused' && happened.what === 'load') refused.set(happened.module, happened.stat);
  };
  try {
    const { realMs } = await play(scenario, { target: options.target, noBuild: !options.build, onHappened });
    const summary = summarizer.result();
    const text = options.json ? `${JSON.stringify({ ...summary, realMs }, null, 2)}\n` : formatSummary(summary, realMs);
    process.stdout.write(text);
    reportRefusals(scenario, refused);
  } finally {
    outputs.end();
  }
}

/** A module that the runtime does not take, though the scenario has not touched its image, is no part of the scenario. */
function reportRefusals({ actions, modules }: Scenario, refused: ReadonlyMap<string, string>): void {
  const corrupted = actions.filter(({ kind }) => kind === ActionKind.Corrupt).map(({ subject }) => subject);
  const touched = new Set(corrupted.map((index) => modules[index]?.module.name));
  for (const [module, stat] of refused) {
    if (touched.has(module)) continue;
    process.stderr.write(`error: module ${module} was not loaded, ${stat}: the log says why\n`);
    endWith(ExitCode.InputErrors);
  }
}

/** The scenario with the durations that the options ask for. */
function timed(scenario: Scenario, options: Options): Scenario {
  const recorded = options.replay === undefined ? scenario : replay(scenario, options.replay);
  if (!options.measure) return recorded;
  return {
    ...recorded,
    modules: recorded.modules.map((module) => ({ ...module, step: { ...module.step, callUs: {}, measured: true } })),
  };
}
