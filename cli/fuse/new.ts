// SPDX-License-Identifier: Apache-2.0
// `fuse new app` and `fuse new module`: files to begin with.

import * as path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { findApplication } from '../project/application';
import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../project/languages';
import { checkAppFolder, newApp } from '../project/new-app';
import { checkNewModuleName, newModule } from '../project/new-module';
import { type OutputFile, writeOutputs } from '../support/output-files';
import { nearest } from '../support/nearest';
import { shortPath } from '../support/paths';
import { askChoice, askText, canAsk } from '../support/prompts';

const HELP_APP = `
On a terminal, what is missing is asked for.

Example:
  fuse new app blinker

Exit codes: 0 made; 2 the name cannot be used, or something is there already.`;

const HELP_MODULE = `
On a terminal, what is missing is asked for.

Example:
  fuse new module watcher --lang rust

Exit codes: 0 made; 1 app_config.json has no room for it or has faults; 2 the name cannot be used, or something is there already.`;

const HELP = `
Example:
  fuse new app blinker && cd blinker && fuse new module watcher --lang rust`;

interface Options {
  readonly lang?: Language;
}

const DEFAULT_LANGUAGE: Language = 'c';

export function addNew(program: Command): void {
  const command = program
    .command('new')
    .description('makes an application or a module to begin with')
    .addHelpText('after', HELP);
  const app: Command = command
    .command('app [name]')
    .description('makes a folder with a configuration and a first module')
    .addOption(languageOption())
    .addHelpText('after', HELP_APP)
    .action(async (given: string | undefined, { lang }: Options) => {
      const name =
        given ?? (await askName(app, 'Name of the application', (text) => checkAppFolder(path.resolve(text))));
      const language = lang ?? (await askLanguage(given === undefined, 'Language of its first module'));
      write(newApp(path.resolve(name), language));
      const folder = shortPath(name);
      process.stdout.write(`next: ${folder === '.' ? '' : `cd ${folder} && `}fuse run\n`);
    });
  const module: Command = command
    .command('module [name]')
    .description("makes a module's source and its entry in app_config.json")
    .addOption(languageOption())
    .option('--app <folder>', 'the application', '.')
    .addHelpText('after', HELP_MODULE)
    .action(async (given: string | undefined, { lang, app: folder }: Options & { readonly app: string }) => {
      const application = findApplication(folder);
      const name =
        given ?? (await askName(module, 'Name of the module', (text) => checkNewModuleName(application, text)));
      const language = lang ?? (await askLanguage(given === undefined, 'Language'));
      write(newModule(application, name, language));
    });
}

/** `check` throws for a name that cannot be used. */
async function askName(command: Command, question: string, check: (name: string) => void): Promise<string> {
  if (canAsk()) return askText(question, check);
  return command.error("error: missing required argument 'name'");
}

/** Whoever has typed the name as well knows the options. */
async function askLanguage(isAsking: boolean, question: string): Promise<Language> {
  if (!isAsking || !canAsk()) return DEFAULT_LANGUAGE;
  return askChoice(
    question,
    LANGUAGE_NAMES.map((value) => ({ value, name: LANGUAGES[value].title })),
  );
}

function languageOption(): Option {
  // Not choices(): commander would list them without the nearest one.
  return new Option('--lang <language>', `one of: ${LANGUAGE_NAMES.join(', ')}`).argParser((text) => {
    if ((LANGUAGE_NAMES as readonly string[]).includes(text)) return text as Language;
    const near = nearest(text, LANGUAGE_NAMES);
    const meant = near === undefined ? '' : ` Did you mean ${near}?`;
    throw new InvalidArgumentError(`Use one of: ${LANGUAGE_NAMES.join(', ')}.${meant}`);
  });
}

function write(files: readonly OutputFile[]): void {
  for (const file of writeOutputs(files).written) process.stdout.write(`wrote ${shortPath(file)}\n`);
}
