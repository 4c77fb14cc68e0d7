// SPDX-License-Identifier: Apache-2.0
// The folder of an application: app_config.json, modules/<name>/, and the results of builds in build/<target>/.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../support/main';
import { shortPath } from '../support/paths';

export const CONFIG_FILE = 'app_config.json';
export const MODULES_FOLDER = 'modules';
export const BUILD_FOLDER = 'build';

export interface ApplicationFolder {
  readonly folder: string;
  readonly config: string;
}

/** The application of a folder, or whose app_config.json `where` is. Throws UserError when there is none. */
export function findApplication(where: string): ApplicationFolder {
  const state = fs.statSync(where, { throwIfNoEntry: false });
  if (state === undefined) throw new UserError(`there is no folder ${where}`);
  if (state.isFile()) return { folder: path.dirname(where), config: where };
  const config = path.join(where, CONFIG_FILE);
  if (fs.existsSync(config)) return { folder: where, config };
  const above = folderAbove(where);
  const remedy =
    above === undefined
      ? 'run in the folder of an application, or make one with `fuse new app NAME`'
      : `run in ${path.relative('.', above) || '.'}, the application's folder`;
  throw new UserError(`there is no ${CONFIG_FILE} in ${shortPath(where)}: ${remedy}`);
}

/** The nearest folder above with an application. */
function folderAbove(where: string): string | undefined {
  for (let folder = path.resolve(where); path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, CONFIG_FILE))) return folder;
  }
  return undefined;
}
