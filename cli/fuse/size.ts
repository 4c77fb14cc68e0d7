// SPDX-License-Identifier: Apache-2.0
// `fuse size`: what the modules and the image of an application take.

import * as fs from 'node:fs';
import type { Command } from 'commander';
import { findApplication } from '../project/application';
import { type ApplicationBuild, buildApplication } from '../project/build';
import { IMAGE } from '../project/cmake-project';
import { findTarget, type Target } from '../project/target';
import { printReport, table } from '../size/print';
import { type ImageReport, jsonOf, reportImage } from '../size/report';
import { targetOption } from './target-option';

const HELP = `
Of a board's image: flash, RAM and worst-case stack, by component. A program of Linux or of the simulator has no such limits.

Example:
  fuse size --target stm32f405

Exit codes: 0 printed; 1 the build failed; 2 no application there, or a tool that is missing.`;

interface ModuleSize {
  readonly name: string;
  readonly wasm: number;
  readonly aot: number;
}

export function addSize(program: Command): void {
  program
    .command('size [application]')
    .description("bytes of each module, and of a board's image by component")
    .addOption(targetOption())
    .option('--json', 'print it as JSON', false)
    .addHelpText('after', HELP)
    .action((application: string | undefined, options: { readonly target: string; readonly json: boolean }) => {
      const target = findTarget(options.target);
      const build = buildApplication(findApplication(application ?? '.'), target);
      const modules = build.modules.map(({ name }) => moduleSize(build, name));
      const report = imageReport(target, build);
      if (options.json) {
        const image = report === undefined ? null : jsonOf(report);
        process.stdout.write(`${JSON.stringify({ target: target.name, modules, image }, null, 2)}\n`);
        return;
      }
      const rows = table(['module, bytes', '.wasm', '.aot']);
      for (const { name, wasm, aot } of modules) rows.push([name, wasm, aot]);
      process.stdout.write(`${rows.toString()}\n`);
      if (report !== undefined)
        process.stdout.write(printReport(report, { symbols: 0, paths: false, stackUnused: undefined }));
    });
}

function moduleSize({ folder }: ApplicationBuild, name: string): ModuleSize {
  const bytes = (ending: string): number => fs.statSync(`${folder}/${name}${ending}`).size;
  return { name, wasm: bytes('.wasm'), aot: bytes('.aot') };
}

function imageReport({ name, board }: Target, { cmakeFolder }: ApplicationBuild): ImageReport | undefined {
  return board.processor === 'host' ? undefined : reportImage(name, cmakeFolder, IMAGE);
}
