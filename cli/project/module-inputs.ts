// SPDX-License-Identifier: Apache-2.0
// What a module was compiled from, as its compilers said: a file that its key does not know would not lead to a new build.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { ExitCode, UserError } from '../support/main';
import { shortPath } from '../support/paths';
import { type ApplicationFolder, MODULES_FOLDER } from './application';
import { sharedEntries } from './module-sources';

/**
 * Throws UserError for a file of the user's that belongs neither to the module nor to all of them. `cmakeFolder` has built it, with the
 * bindings below the folder `bindings`, which its key knows.
 */
export function checkInputs({ folder }: ApplicationFolder, name: string, cmakeFolder: string, bindings: string): void {
  const modules = path.resolve(folder, MODULES_FOLDER);
  const shared = sharedEntries(modules).map((entry) => path.join(modules, entry));
  const known = [path.join(modules, name), ...shared, cmakeFolder, bindings, '/usr', '/lib'];
  const stranger = inputsOf(name, cmakeFolder).find((file) => !known.some((place) => isIn(place, file)));
  if (stranger === undefined) return;
  const where = `${shortPath(modules)}/`;
  const why = `module ${name} includes ${shortPath(stranger)}, a change of which would go unnoticed`;
  throw new UserError(
    `${why}: move it into ${where}${name}/, or beside the modules into ${where}`,
    ExitCode.InputErrors,
  );
}

/** From the dependency files of C, C++ and Rust compilers; the others write none. */
function inputsOf(name: string, cmakeFolder: string): string[] {
  const folder = path.join(cmakeFolder, 'application', `${name}.dir`);
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.d'));
  return files.flatMap((file) => dependencies(fs.readFileSync(path.join(folder, file), 'utf8')));
}

/** The right sides of a dependency file's rules: in make's syntax, with a backslash before spaces and line ends. */
export function dependencies(text: string): string[] {
  const rules = text.replace(/\\\r?\n/g, ' ').split('\n');
  const words = rules.flatMap((rule) => /^.*?[^\\]:(?: +(.*))?$/.exec(rule)?.[1]?.match(/(?:\\.|[^\\\s])+/g) ?? []);
  return words.map((word) => path.normalize(word.replace(/\\(.)/g, '$1').replaceAll('$$', '$')));
}

function isIn(place: string, file: string): boolean {
  return file === place || file.startsWith(`${place}${path.sep}`);
}
