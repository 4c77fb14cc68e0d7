// SPDX-License-Identifier: Apache-2.0
// `fuse build`: an application's modules and the program or image that runs them.

import type { Command } from 'commander';
import { findApplication } from '../project/application';
import { type ApplicationBuild, buildApplication } from '../project/build';
import { findTarget } from '../project/target';
import { shortPath } from '../support/paths';
import { targetOption } from './target-option';

const HELP = `
Results are in build/<target>/: <name>.wasm and <name>.aot of each module, and the program or image. Each module is checked against
its policy as 'fuse check' does; errors end the build. What was built once, here or in another folder, is taken from the cache in
$XDG_CACHE_HOME/fuse (~/.cache/fuse), which may be deleted at any time.

Example:
  fuse build --target simulator

Exit codes: 0 built, or nothing had changed; 1 errors, each was printed; 2 no application there, or a tool that is missing.`;

interface Options {
  readonly target: string;
  readonly json: boolean;
}

export function addBuild(program: Command): void {
  program
    .command('build [application]')
    .description('builds the modules and the program or image that runs them')
    .addOption(targetOption())
    .option('--json', 'print what was made as JSON', false)
    .addHelpText('after', HELP)
    .action((application: string | undefined, { target, json }: Options) => {
      const started = Date.now();
      const found = findTarget(target);
      const result = buildApplication(findApplication(application ?? '.'), found);
      if (json) process.stdout.write(`${JSON.stringify(jsonOf(found.name, result), null, 2)}\n`);
      else print(found.name, result, (Date.now() - started) / 1000);
    });
}

function print(target: string, { changed, modules, image }: ApplicationBuild, seconds: number): void {
  if (!changed) {
    process.stdout.write(`${target}: nothing changed since the last build (${shortPath(image)})\n`);
    return;
  }
  for (const { name, result } of modules) process.stdout.write(`${name}: ${result}\n`);
  process.stdout.write(`${target}: built ${shortPath(image)} in ${seconds.toFixed(1)} s\n`);
}

function jsonOf(target: string, { changed, folder, image, modules }: ApplicationBuild): object {
  const files = (name: string): object => ({
    wasm: shortPath(`${folder}/${name}.wasm`),
    aot: shortPath(`${folder}/${name}.aot`),
  });
  return {
    target,
    changed,
    image: shortPath(image),
    modules: modules.map(({ name, result }) => ({ name, result, ...files(name) })),
  };
}
