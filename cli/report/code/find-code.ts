// SPDX-License-Identifier: Apache-2.0
// Where a module's code lies: where the configuration names it, or among the results of a build.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AppModule } from '../../config/app-config';
import { messageOf, UserError } from '../../support/main';
import { shortPath } from '../../support/paths';
import { CodeError, type ModuleCode, readModuleCode } from './module-code';

export interface CodePlaces {
  /** The folder of the configuration. */
  readonly folder: string;
  /** A folder that holds the modules, if one is named. */
  readonly modules: string | undefined;
  /** The folder of build/ to look in; undefined: all of them. */
  readonly target: string | undefined;
}

export interface FoundCode {
  /** What the host loads: the ahead-of-time image before the WebAssembly module it was made from. */
  readonly code: ModuleCode | null;
  /** The WebAssembly module beside the image, which says more. */
  readonly source: ModuleCode | null;
}

/** The code of one module, where there is some. Throws UserError if a file is there and no module. */
export function findCode(module: AppModule, places: CodePlaces): FoundCode {
  const image = firstThere(candidates(module, places, '.aot'));
  const wasm = firstThere(candidates(module, places, '.wasm'));
  const source = wasm === undefined ? null : read(wasm);
  return { code: image === undefined ? source : read(image), source };
}

function candidates({ name, binary }: AppModule, places: CodePlaces, extension: string): string[] {
  const { folder, modules, target } = places;
  const file = `${name}${extension}`;
  const named = binary.replace(/\.[^./]*$/, '') + extension;
  if (modules !== undefined) return [path.join(modules, file), path.join(modules, path.basename(named))];
  const build = path.join(folder, 'build');
  const inBuild = target === undefined ? subfolders(build) : [path.join(build, target)];
  const beside = path.resolve(folder, named);
  return target === undefined
    ? [beside, ...inBuild.map((each) => path.join(each, file))]
    : [...inBuild.map((each) => path.join(each, file)), beside];
}

function subfolders(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map((entry) => path.join(folder, entry.name)).sort();
}

function firstThere(files: readonly string[]): string | undefined {
  return files.find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

function read(file: string): ModuleCode {
  const name = shortPath(file);
  try {
    return readModuleCode(name, fs.readFileSync(file));
  } catch (error) {
    throw new UserError(error instanceof CodeError ? error.message : `cannot read ${name}: ${messageOf(error)}`);
  }
}
