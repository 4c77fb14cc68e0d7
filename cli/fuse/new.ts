// SPDX-License-Identifier: Apache-2.0
// `fuse new app` and `fuse new module`: files to begin with.

import * as path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { findApplication } from '../project/application';
import { type Language, LANGUAGE_NAMES } from '../project/languages';
import { newApp } from '../project/new-app';
import { newModule } from '../project/new-module';
import { type OutputFile, writeOutputs } from '../support/output-files';
import { nearest } from '../support/nearest';
import { shortPath } from '../support/paths';

const HELP_APP = `
Example:
  fuse new app blinker

Exit codes: 0 made; 2 the name cannot be used, or something is there already.`;

const HELP_MODULE = `
Example:
  fuse new module watcher --lang rust

Exit codes: 0 made; 1 app_config.json has no room for it or has faults; 2 the name cannot be used, or something is there already.`;

const HELP = `
Example:
  fuse new app blinker && cd blinker && fuse new module watcher --lang rust`;

export function addNew(program: Command): void {
  const command = program
    .command('new')
    .description('makes an application or a module to begin with')
    .addHelpText('after', HELP);
  command
    .command('app <name>')
    .description('makes a folder with a configuration and a first module')
    .addOption(languageOption())
    .addHelpText('after', HELP_APP)
    .action((name: string, { lang }: { lang: Language }) => {
      write(newApp(path.resolve(name), lang));
      process.stdout.write(`next: cd ${shortPath(path.resolve(name))} && fuse run\n`);
    });
  command
    .command('module <name>')
    .description("makes a module's source and its entry in app_config.json")
    .addOption(languageOption())
    .option('--app <folder>', 'the application', '.')
    .addHelpText('after', HELP_MODULE)
    .action((name: string, { lang, app }: { lang: Language; app: string }) => {
      write(newModule(findApplication(app), name, lang));
    });
}

function languageOption(): Option {
  // Not choices(): commander would list them without the nearest one.
  return new Option('--lang <language>', `one of: ${LANGUAGE_NAMES.join(', ')}`)
    .default('c' satisfies Language)
    .argParser((text) => {
      if ((LANGUAGE_NAMES as readonly string[]).includes(text)) return text as Language;
      const near = nearest(text, LANGUAGE_NAMES);
      const meant = near === undefined ? '' : ` Did you mean ${near}?`;
      throw new InvalidArgumentError(`Use one of: ${LANGUAGE_NAMES.join(', ')}.${meant}`);
    });
}

function write(files: readonly OutputFile[]): void {
  for (const file of writeOutputs(files).written) process.stdout.write(`wrote ${shortPath(file)}\n`);
}
