// SPDX-License-Identifier: Apache-2.0
// A new application: a folder with a configuration, one module that runs at once, and a page that says what to do next.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../support/main';
import type { OutputFile } from '../support/output-files';
import { shortPath } from '../support/paths';
import { CONFIG_FILE } from './application';
import type { Language } from './languages';
import { addToConfig, moduleSource } from './new-module';
import { fillTemplate } from './templates';

const FIRST_MODULE = 'hello';

/** Throws UserError when no application can be made in the folder. */
export function checkAppFolder(folder: string): void {
  const name = path.basename(folder);
  if (!/^[A-Za-z_][\w-]*$/.test(name)) {
    const rule = 'use letters, digits, - and _, and begin with a letter or _';
    throw new UserError(`'${name}' cannot be the name of an application: ${rule}`);
  }
  const state = fs.statSync(folder, { throwIfNoEntry: false });
  if (state?.isDirectory() === false) throw new UserError(`${shortPath(folder)} is a file; choose another name`);
  // `git init` may have come first.
  if (state !== undefined && fs.readdirSync(folder).some((file) => file !== '.git')) {
    throw new UserError(`${shortPath(folder)} exists already and is not empty; nothing was changed`);
  }
}

/** The files of a new application in the folder `folder`; nothing is written. Throws UserError when it cannot be made there. */
export function newApp(folder: string, language: Language): OutputFile[] {
  checkAppFolder(folder);
  const name = path.basename(folder);
  const config = fillTemplate('app/app_config.json', name);
  const files: OutputFile[] = [
    { path: CONFIG_FILE, content: addToConfig(CONFIG_FILE, Buffer.from(config), FIRST_MODULE) },
    { path: 'README.md', content: fillTemplate('app/README.md', name) },
    // npm leaves files called .gitignore out of packages.
    { path: '.gitignore', content: fillTemplate('app/gitignore', name) },
    moduleSource(FIRST_MODULE, language),
  ];
  return files.map((file) => ({ ...file, path: path.join(folder, file.path) }));
}
