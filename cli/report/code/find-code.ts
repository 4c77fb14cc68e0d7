// SPDX-License-Identifier: Apache-2.0
// Where a module's code lies: among the results of a build, or where the configuration names it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AppModule } from '../../config/app-config';
import type { Natives } from '../../config/natives';
import { MODULES_FOLDER } from '../../project/application';
import { newerSource, targetFolders } from '../../project/built-module';
import { messageOf, UserError } from '../../support/main';
import { shortPath } from '../../support/paths';
import { type ReadCode, readModuleCode } from './module-code';

export interface CodePlaces {
  /** The folder of the configuration. */
  readonly folder: string;
  /** The folder that holds the built modules; undefined: whatever was built last. */
  readonly buildFolder: string | undefined;
}

export interface FoundCode {
  /** What the host loads: the ahead-of-time image before the WebAssembly module it was made from. */
  readonly image: ReadCode | null;
  /** The WebAssembly module beside the image, which says more. */
  readonly source: ReadCode | null;
  /** Why a file that is there could not be taken. */
  readonly faults: readonly string[];
  /** A file of the module's source that was changed since, from the application's folder. */
  readonly newerSource: string | null;
}

export const NO_CODE: FoundCode = { image: null, source: null, faults: [], newerSource: null };

/** The code of one module, where there is some. */
export function findCode(module: AppModule, places: CodePlaces, natives: Natives): FoundCode {
  const { folder } = places;
  const built = newestBuild(module, places);
  if (built === undefined) return NO_CODE;
  const { stem, time } = built;
  const faults: string[] = [];
  const read = (file: string): ReadCode | null => {
    if (timeOf(file) === undefined) return null;
    try {
      return readModuleCode(path.relative(folder, file), readFile(file), natives);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(error.message);
      return null;
    }
  };
  const source = read(`${stem}.wasm`);
  const image = read(`${stem}.aot`) ?? source;
  const newer = newerSource(path.join(folder, MODULES_FOLDER, module.name), time);
  return { image, source, faults, newerSource: newer === null ? null : path.relative(folder, newer) };
}

interface Build {
  /** The files' path without its extension. */
  readonly stem: string;
  readonly time: number;
}

function newestBuild({ binary }: AppModule, { folder, buildFolder }: CodePlaces): Build | undefined {
  const named = path.resolve(folder, binary.replace(/\.aot$/, ''));
  const inFolder = (each: string): string => path.join(each, path.basename(named));
  const stems = buildFolder === undefined ? [named, ...targetFolders(folder).map(inFolder)] : [inFolder(buildFolder)];
  const builds = stems.flatMap((stem) => {
    const times = [timeOf(`${stem}.aot`), timeOf(`${stem}.wasm`)].filter((time) => time !== undefined);
    return times.length === 0 ? [] : [{ stem, time: Math.max(...times) }];
  });
  return builds.sort((a, b) => b.time - a.time)[0];
}

function timeOf(file: string): number | undefined {
  const state = fs.statSync(file, { throwIfNoEntry: false });
  return state?.isFile() === true ? state.mtimeMs : undefined;
}

function readFile(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UserError(`cannot read ${shortPath(file)}: ${messageOf(error)}`);
  }
}
